package org.feedbackhub.arrival;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is told or woken once the running transaction has committed, and never if it is rolled back. */
public final class AfterCommit {

    private AfterCommit() {}

    /** @throws IllegalStateException if no transaction is running */
    public static void run(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
