package org.feedbackhub.notification;

import java.util.Objects;
import java.util.function.Supplier;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides about mails to one person one after the other, over all threads and instances: two that looked at the same moment
 * how many the person has had would both find that one more is allowed.
 */
final class Turns {

    /** Chosen once for this purpose, so that no other use of advisory locks meets it. */
    private static final int LOCK_CLASS = 0x0FEEDBA3;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Turns(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Decides, and writes the decision down, when it is the person's turn. */
    <T> T take(@Nullable EmailAddress person, Supplier<T> decision) {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (person != null) {
                jdbc.sql("select pg_advisory_xact_lock(:lockClass, hashtext(:person))")
                        .param("lockClass", LOCK_CLASS)
                        .param("person", person.value())
                        .query(row -> {});
            }
            return decision.get();
        }));
    }
}
