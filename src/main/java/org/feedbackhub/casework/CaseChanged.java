package org.feedbackhub.casework;

/** Told of each change inside the transaction that records it: what it writes there stands or falls with the record. */
public interface CaseChanged {

    /** The feedback's row is locked by the running transaction. */
    void changed(CaseChange change);
}
