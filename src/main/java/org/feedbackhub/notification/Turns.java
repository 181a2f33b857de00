package org.feedbackhub.notification;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.feedbackhub.feedback.EmailAddress;
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
    <T> T take(EmailAddress person, Supplier<T> decision) {
        return Objects.requireNonNull(transaction.execute(status -> {
            lock(List.of(person));
            return decision.get();
        }));
    }

    /** Waits for the turn of all of these, which then lasts until the running transaction ends. */
    void lock(Collection<EmailAddress> people) {
        // in one order everywhere, or two who want the same people could wait for each other
        jdbc.sql(
                        """
                        select pg_advisory_xact_lock(:lockClass, turn) from (
                            select distinct hashtext(person) as turn from unnest(:people) as person order by turn) as turns""")
                .param("lockClass", LOCK_CLASS)
                .param("people", people.stream().map(EmailAddress::value).toArray(String[]::new))
                .query(row -> {});
    }
}
