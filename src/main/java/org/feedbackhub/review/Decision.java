package org.feedbackhub.review;

import java.time.Instant;
import java.util.UUID;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has decided of a feedback, against what the hub had proposed.
 *
 * @param source {@code review} or {@code case-system}
 * @param proposedKind id of the kind that the hub first proposed; null of what it never saw alone
 * @param decidedKind id of the kind that was decided; null where the decision was about something else
 * @param by a person's sign-in name, or which case system
 * @param latest whether no later decision stands in its place
 * @param secondedBy the second person who agreed, or null
 * @param overturnedBy who disagreed, or decided otherwise later; or null
 */
public record Decision(
        UUID id,
        Reference reference,
        CouncilId council,
        String source,
        Action action,
        @Nullable String proposedKind,
        @Nullable String proposedArea,
        @Nullable Double confidence,
        @Nullable String model,
        @Nullable String decidedKind,
        @Nullable String decidedArea,
        String by,
        Instant at,
        boolean latest,
        @Nullable String secondedBy,
        @Nullable Instant secondedAt,
        @Nullable String overturnedBy,
        @Nullable Instant overturnedAt) {}
