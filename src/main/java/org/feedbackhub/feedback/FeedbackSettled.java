package org.feedbackhub.feedback;

/**
 * Told when somebody has settled what a feedback is, inside the transaction that writes it: what is written there stands or falls
 * with it. A person at the page of reviews and a case system's event lead here alike.
 */
public interface FeedbackSettled {

    /** The feedback's row is locked, its state written and published. */
    void settled(Settlement settlement);
}
