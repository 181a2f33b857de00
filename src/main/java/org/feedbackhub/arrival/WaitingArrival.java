package org.feedbackhub.arrival;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger as a person looks at it who has to do something about it, or who did.
 *
 * @param id of the line
 * @param arrived what came
 * @param outcome what became of it so far
 * @param reason why, without personal data
 * @param attention why a person should look at it though it is dealt with, or null
 * @param settledAt when somebody did something about it, or null while it waits
 */
public record WaitingArrival(
        UUID id,
        Arrived arrived,
        Outcome outcome,
        String reason,
        @Nullable String attention,
        @Nullable Instant settledAt) {

    /** Why it waits, or waited. */
    public enum Group {
        /** It could not be handled. */
        QUARANTINED("outcome = 'quarantined'"),
        /** The council's mail gateway marked it as spam. */
        SPAM("outcome = 'spam'"),
        /** It is dealt with, and yet somebody should see it. */
        ATTENTION("outcome not in ('quarantined', 'spam') and attention is not null");

        private final String condition;

        Group(String condition) {
            this.condition = condition;
        }

        /** Of a line of the ledger, in SQL. */
        String condition() {
            return condition;
        }
    }

    /** Why it waits. */
    public Group group() {
        return switch (outcome) {
            case QUARANTINED -> Group.QUARANTINED;
            case SPAM -> Group.SPAM;
            default -> Group.ATTENTION;
        };
    }

    /** Whether somebody still has to do something about it. */
    public boolean waits() {
        return settledAt == null && (group() != Group.ATTENTION || attention != null);
    }

    /** The cause that people are shown. */
    public String cause() {
        return attention == null ? reason : attention;
    }
}
