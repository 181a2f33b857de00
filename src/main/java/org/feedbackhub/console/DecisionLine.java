package org.feedbackhub.console;

import org.feedbackhub.review.Action;
import org.feedbackhub.review.Decision;
import org.jspecify.annotations.Nullable;

/** A decision as pages show it. @param opinion what a second person thought of it, or empty */
public record DecisionLine(String at, String what, String by, String opinion) {

    static DecisionLine of(Decision decision) {
        return new DecisionLine(UkTime.of(decision.at()), what(decision), decision.by(), opinion(decision));
    }

    private static String what(Decision decision) {
        Action action = decision.action();
        String settled = decision.decidedKind() == null ? "" : kind(decision.decidedKind(), decision.decidedArea());
        return switch (action) {
            case DECIDED -> "Decided: " + settled;
            case SPLIT -> "Split in two; this one decided: " + settled;
            case JOINED -> "Joined to another feedback";
            case MARKED -> "Marked as telling of harm";
            case RELEASED -> "Released from safeguarding: " + settled;
        };
    }

    /** A kind and an area as people read them. */
    static String kind(@Nullable String kind, @Nullable String area) {
        return (kind == null ? "nothing" : ReviewPage.words(kind)) + ", " + (area == null ? "area not clear" : area);
    }

    private static String opinion(Decision decision) {
        if (decision.secondedBy() != null) {
            return "agreed by " + decision.secondedBy() + ", " + UkTime.ofOptional(decision.secondedAt());
        }
        return decision.overturnedBy() == null
                ? ""
                : "overturned by " + decision.overturnedBy() + ", " + UkTime.ofOptional(decision.overturnedAt());
    }
}
