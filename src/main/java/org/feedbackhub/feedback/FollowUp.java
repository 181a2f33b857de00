package org.feedbackhub.feedback;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that joined a feedback, written by that feedback's own contact.
 *
 * @param id of its arrival
 * @param feedback that it joined, as it stands
 * @param submission what was written
 * @param intent what the person wants
 * @param standing of a request for the next stage
 * @param nextStageBy until when the next stage is promised to be answered, by which it counts from now on (P8); null where nothing is
 * @param receivedAt when the council got it
 * @param originalSha256 of the raw item that it came as
 * @param contactRestricted whether contact with the person was restricted when it was recorded (P13)
 */
public record FollowUp(
        UUID id,
        Feedback feedback,
        Submission submission,
        Intent intent,
        Standing standing,
        @Nullable LocalDate nextStageBy,
        Instant receivedAt,
        String originalSha256,
        boolean contactRestricted) {

    /** The same with files that are numbered otherwise. */
    public FollowUp with(Submission other) {
        return new FollowUp(
                id, feedback, other, intent, standing, nextStageBy, receivedAt, originalSha256, contactRestricted);
    }

    /** The same where the feedback is found to stand as it does here. */
    public FollowUp with(Feedback now, Standing stands, @Nullable LocalDate promised) {
        return new FollowUp(
                id, now, submission, intent, stands, promised, receivedAt, originalSha256, contactRestricted);
    }

    /** The same by somebody with whom contact is restricted, or is not. */
    public FollowUp marked(boolean restricted) {
        return new FollowUp(
                id, feedback, submission, intent, standing, nextStageBy, receivedAt, originalSha256, restricted);
    }
}
