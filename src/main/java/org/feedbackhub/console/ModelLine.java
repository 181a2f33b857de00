package org.feedbackhub.console;

import java.util.List;
import org.feedbackhub.classification.Figures;
import org.feedbackhub.classification.ModelInUse;
import org.feedbackhub.classification.ModelVersion;
import org.feedbackhub.classification.ModelVersions;

/**
 * A version of the model that was made of the examples and of what people decided.
 *
 * @param made when, in words
 * @param examples how many of the configuration it learnt from
 * @param lessons how many decisions
 * @param kinds how many of the examples' kinds it told that it had not seen, in words
 * @param areas the same of their areas
 * @param decisions the same of decisions, and how many were proposed right, in words
 * @param standing whether it judges, did before or was refused, in words
 * @param reason why
 */
public record ModelLine(
        String version,
        String made,
        int examples,
        int lessons,
        String kinds,
        String areas,
        String decisions,
        String standing,
        String reason) {

    /** All that are kept, the newest first. */
    static List<ModelLine> of(ModelVersions versions, ModelInUse inUse) {
        String judging = inUse.version();
        return versions.all().stream().map(one -> of(one, judging)).toList();
    }

    private static ModelLine of(ModelVersion one, String judging) {
        Figures figures = one.figures();
        return new ModelLine(
                one.version(),
                UkTime.of(one.madeAt()),
                one.examples(),
                one.lessons(),
                AccuracyLine.share(figures.kindsRight(), figures.kinds()),
                AccuracyLine.share(figures.areasRight(), figures.areas()),
                figures.lessons() == 0
                        ? ""
                        : figures.lessonsRight() + " of " + figures.lessons() + ", proposed "
                                + figures.proposalsRight(),
                standing(one, judging),
                one.reason());
    }

    private static String standing(ModelVersion one, String judging) {
        if (one.version().equals(judging)) {
            return "In use";
        }
        return one.adoptedAt() == null ? "Refused" : "Adopted " + UkTime.of(one.adoptedAt());
    }
}
