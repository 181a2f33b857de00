package org.feedbackhub.feedback;

/** Told of every follow-up inside the transaction that records it: what it writes there stands or falls with the record. */
public interface FollowUpRecorded {

    /** The follow-up's row exists. */
    void joined(FollowUp followUp);
}
