package org.feedbackhub.console;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.review.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer has filled in; what is not filled in is null.
 *
 * @param shown by which it is told whether the feedback still stands as the page showed it
 * @param kind id of the kind
 * @param area id of the service area, or empty where that is not clear
 * @param flags ids of the flags
 * @param go which of the page's buttons was pressed, where there are several
 * @param part words of the second matter
 * @param secondKind id of its kind
 * @param secondArea id of its service area
 * @param other the reference to join
 * @param intent what the writer wants of that
 */
public record ReviewForm(
        @Nullable String shown,
        @Nullable String kind,
        @Nullable String area,
        @Nullable List<String> flags,
        @Nullable String go,
        @Nullable String part,
        @Nullable String secondKind,
        @Nullable String secondArea,
        @Nullable String other,
        @Nullable String intent) {

    /** What nobody has filled in yet. */
    static final ReviewForm EMPTY = new ReviewForm(null, null, null, null, null, null, null, null, null, null);

    /** How the page stood; what no page ever showed where that is missing. */
    String shownOrNothing() {
        return shown == null ? "" : shown;
    }

    /** What the feedback is; nothing where no kind was chosen, or something that the council does not have. */
    Optional<Verdict> verdict(CouncilProfile council) {
        return verdict(council, kind, area);
    }

    /** What the second matter is. */
    Optional<Verdict> second(CouncilProfile council) {
        return verdict(council, secondKind, secondArea);
    }

    private Optional<Verdict> verdict(CouncilProfile council, @Nullable String ofKind, @Nullable String ofArea) {
        if (ofKind == null) {
            return Optional.empty();
        }
        boolean noArea = ofArea == null || ofArea.isEmpty();
        Optional<CouncilProfile.Area> found = council.serviceAreas().stream()
                .filter(one -> one.id().equals(ofArea))
                .findFirst();
        return noArea || found.isPresent()
                ? Kind.of(ofKind)
                        .map(one -> new Verdict(
                                one,
                                found.map(CouncilProfile.Area::toServiceArea).orElse(null),
                                noted()))
                : Optional.empty();
    }

    private Set<Flag> noted() {
        return flags == null
                ? EnumSet.noneOf(Flag.class)
                : Arrays.stream(Flag.values())
                        .filter(flag -> Verdict.CORRECTABLE.contains(flag) && flags.contains(flag.id()))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Flag.class)));
    }
}
