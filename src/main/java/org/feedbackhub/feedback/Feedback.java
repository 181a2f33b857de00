package org.feedbackhub.feedback;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A submission that has been understood, has its reference, and stands under the council's promise.
 *
 * @param reference what the resident quotes
 * @param submission what they sent
 * @param classification what it was taken for
 * @param receivedAt when the council got it, which starts the clocks
 * @param promise until when the policy promises what
 * @param stage of the complaints process, from 1
 * @param originalSha256 of the raw item that it came as
 * @param contactRestricted whether contact with the person was restricted when it was recorded (P13); later ones change nothing
 * @param joinedTo of which it has become a follow-up, where it lives on; null as a rule
 */
public record Feedback(
        Reference reference,
        Submission submission,
        Classification classification,
        Instant receivedAt,
        Promise promise,
        int stage,
        String originalSha256,
        boolean contactRestricted,
        @Nullable Reference joinedTo) {

    /** One that stands for itself. */
    public Feedback(
            Reference reference,
            Submission submission,
            Classification classification,
            Instant receivedAt,
            Promise promise,
            int stage,
            String originalSha256,
            boolean contactRestricted) {
        this(
                reference,
                submission,
                classification,
                receivedAt,
                promise,
                stage,
                originalSha256,
                contactRestricted,
                null);
    }

    /** The stage at which every feedback begins. */
    public static final int FIRST_STAGE = 1;

    /** The same with these attachments in place of its own. */
    public Feedback withAttachments(List<Attachment> others) {
        return new Feedback(
                reference,
                submission.with(others),
                classification,
                receivedAt,
                promise,
                stage,
                originalSha256,
                contactRestricted,
                joinedTo);
    }

    /** The same, taken for something else and under another promise. */
    public Feedback with(Classification other, Promise promised) {
        return new Feedback(
                reference, submission, other, receivedAt, promised, stage, originalSha256, contactRestricted, joinedTo);
    }

    /** The same at this stage, to be answered by this day, or without one. */
    public Feedback at(int otherStage, @Nullable LocalDate respondBy) {
        return new Feedback(
                reference,
                submission,
                classification,
                receivedAt,
                new Promise(promise.acknowledgeBy(), respondBy),
                otherStage,
                originalSha256,
                contactRestricted,
                joinedTo);
    }

    /** The same by this person. */
    public Feedback by(Contact other) {
        return new Feedback(
                reference,
                submission.by(other),
                classification,
                receivedAt,
                promise,
                stage,
                originalSha256,
                contactRestricted,
                joinedTo);
    }

    /** The same as a follow-up of another, where a person finds that it belongs: nothing is reviewed or promised here any more. */
    public Feedback joinedTo(Reference other) {
        return new Feedback(
                reference,
                submission,
                classification.reviewed(),
                receivedAt,
                new Promise(promise.acknowledgeBy(), null),
                stage,
                originalSha256,
                contactRestricted,
                other);
    }

    /** Whether it may tell of harm, so that only those who look after that may know of it (P11). */
    public boolean mayTellOfHarm() {
        return classification.flags().contains(Flag.SAFEGUARDING);
    }
}
