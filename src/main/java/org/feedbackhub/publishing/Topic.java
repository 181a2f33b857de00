package org.feedbackhub.publishing;

import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;

/** The topics of the hub, by their names without the configured prefix. */
public enum Topic {
    COMPLAINTS("feedback.complaints", true),
    COMMENTS("feedback.comments", true),
    COMPLIMENTS("feedback.compliments", true),
    REFERRALS("feedback.referrals", true),
    /** What may tell of harm to a child or an adult at risk, and nobody but the named officer may read (P11). */
    SAFEGUARDING("feedback.safeguarding", true),
    /** What a person decides before the case systems act. */
    FOR_REVIEW("feedback.for-review", true),
    FOLLOW_UPS("feedback.follow-ups", false),
    /** What was decided of each notification. */
    NOTIFICATIONS("feedback.notifications", false),
    SURVEY_ANSWERS("feedback.survey-answers", false),
    /** What the case systems told and the hub could not use. */
    DEAD_LETTERS("feedback.dead-letters", false),
    /** On which the case systems tell; the hub makes it, and only reads it. */
    CASE_EVENTS("cases.events", false);

    private final String baseName;
    private final boolean compacted;

    Topic(String baseName, boolean compacted) {
        this.baseName = baseName;
        this.compacted = compacted;
    }

    /** The name without prefix. */
    public String baseName() {
        return baseName;
    }

    /** Whether it keeps the latest state of each reference, rather than everything for a time. */
    boolean compacted() {
        return compacted;
    }

    /** Where a feedback's state belongs: to the restricted topic before all, to review before its kind. */
    static Topic of(Classification classification) {
        if (classification.flags().contains(Flag.SAFEGUARDING)) {
            return SAFEGUARDING;
        }
        if (classification.forReview()) {
            return FOR_REVIEW;
        }
        return of(classification.kind());
    }

    private static Topic of(Kind kind) {
        return switch (kind) {
            case COMPLIMENT -> COMPLIMENTS;
            case COMMENT -> COMMENTS;
            case COMPLAINT -> COMPLAINTS;
            default -> REFERRALS;
        };
    }
}
