package org.feedbackhub.feedback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of which people have decided what it is, from which the next ones may be told. It is personal data, read from the
 * feedback itself and kept nowhere else, so that it goes when that goes.
 *
 * @param reference of the feedback
 * @param council whose it is
 * @param subject empty where the channel has none
 * @param text what the person wrote
 * @param kind that was decided
 * @param area id of the service area that was decided, or null where it is not clear
 * @param proposed the kind that the hub had proposed, or null where it never proposed any
 * @param decidedAt when it was decided
 */
public record Lesson(
        Reference reference,
        CouncilId council,
        String subject,
        String text,
        Kind kind,
        @Nullable String area,
        @Nullable Kind proposed,
        Instant decidedAt) {}
