package org.feedbackhub.arrival;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives every arrival its outcome, in one transaction: the entry in the ledger, the feedback with its reference, and
 * whatever those write who are told of it (events, notifications). An arrival that was entered before changes nothing.
 */
public final class Intake {

    private final GroupCommit<Finding, Recorded> groups;

    Intake(TransactionTemplate transaction, IntakeTransaction work, int groupAtMost) {
        this.groups = new GroupCommit<>(
                findings -> DatabaseFaults.translated(() -> transaction.execute(status -> work.recordAll(findings))),
                groupAtMost);
    }

    /**
     * Records the finding's outcome. When this returns, it is durable. Findings that several threads bring at the same
     * moment share a transaction.
     *
     * @throws org.feedbackhub.feedback.TransientFault if the database cannot be reached just now
     * @throws org.feedbackhub.feedback.PermanentFault if it refuses what is to be recorded
     */
    public Recorded record(Finding finding) {
        return groups.record(finding);
    }
}
