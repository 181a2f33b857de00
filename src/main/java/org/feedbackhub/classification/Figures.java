package org.feedbackhub.classification;

import java.util.Optional;

/**
 * How a version of the model does on what was held back while it learnt. Two versions on the same configured examples hold back the
 * same ones of them, so that their figures can be compared.
 *
 * @param kinds configured examples whose kind is known
 * @param kindsRight of these, how many were told
 * @param areas configured examples whose service area is known
 * @param areasRight of these, how many were told
 * @param lessons decisions that it learnt from for which the hub had proposed a kind
 * @param lessonsRight of these, for how many it tells the kind that was decided
 * @param proposalsRight of these, for how many the hub had proposed it
 */
public record Figures(
        int kinds, int kindsRight, int areas, int areasRight, int lessons, int lessonsRight, int proposalsRight) {

    /** In which way it does worse than the version that judges at present or than what the hub had proposed, or nothing. */
    Optional<String> worseThan(Figures present) {
        if (kindsRight < present.kindsRight) {
            return Optional.of(fewer("kinds of the examples", kindsRight, kinds, present.kindsRight));
        }
        if (areasRight < present.areasRight) {
            return Optional.of(fewer("areas of the examples", areasRight, areas, present.areasRight));
        }
        if (lessonsRight < proposalsRight) {
            return Optional.of(fewer("kinds that people decided", lessonsRight, lessons, proposalsRight));
        }
        return Optional.empty();
    }

    private static String fewer(String what, int right, int all, int before) {
        return what + ": " + right + " of " + all + " right, and " + before + " before";
    }
}
