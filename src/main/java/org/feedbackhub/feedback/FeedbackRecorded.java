package org.feedbackhub.feedback;

/** Told of every feedback inside the transaction that records it: what it writes there stands or falls with the record. */
public interface FeedbackRecorded {

    /** The feedback's row exists and is locked by the running transaction. */
    void recorded(Feedback feedback);
}
