package org.feedbackhub.feedback;

import java.util.List;

/** Told of all feedback inside the transaction that records it: what it writes there stands or falls with the record. */
public interface FeedbackRecorded {

    /** Their rows exist and are locked by the running transaction. */
    void recorded(List<Feedback> feedback);
}
