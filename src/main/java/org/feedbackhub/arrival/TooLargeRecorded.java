package org.feedbackhub.arrival;

/** Told inside the recording transaction of every message that was too large to be taken. */
public interface TooLargeRecorded {

    /** Its line in the ledger exists. */
    void tooLarge(Finding.TooLarge finding);
}
