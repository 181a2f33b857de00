package org.feedbackhub.notification;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.notification.Notification.State;
import org.feedbackhub.notification.NotificationOffice.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what is, was or will not be sent, for people: each only of the feedback that they may read. */
final class NotificationRegister {

    private static final String FLAGGED =
            "f.state -> 'classification' -> 'flags' @> cast('[\"safeguarding\"]' as jsonb)";
    private static final String ALERT = "n.notification like 'safeguarding-%'";
    private static final String HARM = "(" + FLAGGED + " or " + ALERT + ")";
    private static final String TABLES = " from notification n join feedback f on f.reference = n.reference ";
    private static final String READABLE =
            "(f.council = any(:councils) and not " + HARM + " or f.council = any(:safeguarding) and " + HARM + ")";
    private static final String LINES = "select n.id, n.reference, f.council, " + HARM
            + " as harm, n.notification, n.occasion, n.recipient, n.variant, n.state, n.reason, n.due_at, n.decided_at,"
            + " n.bounced_at, n.bounce, case when n.notification = 'acknowledgement' then f.acknowledge_by end as last_day"
            + TABLES;
    private static final String OF_TYPE = " and (:type = '' or n.notification = :type) ";
    private static final String WAITING = "n.state in ('planned', 'held', 'sending')";

    private final JdbcClient jdbc;

    NotificationRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of those in one state, the next or the newest first; of all, what still waits before what is settled. */
    List<NotificationEntry> page(String state, String type, Scope scope, int size, long skipped) {
        return readable(
                        LINES + "where " + READABLE + OF_TYPE + (state.isEmpty() ? "" : " and n.state = :state ")
                                + "order by " + order(state) + ", n.id limit :size offset :skipped",
                        scope)
                .param("state", state)
                .param("type", type)
                .param("size", size)
                .param("skipped", skipped)
                .query(NotificationRegister::entry)
                .list();
    }

    private static String order(String state) {
        if (state.isEmpty()) {
            return WAITING + " desc, case when " + WAITING + " then n.due_at end, n.decided_at desc nulls last";
        }
        return state.equals(State.PLANNED.id()) || state.equals(State.HELD.id()) || state.equals(State.SENDING.id())
                ? "n.due_at"
                : "n.decided_at desc nulls last";
    }

    /** How many there are in each state; none of a state that is not there. */
    Map<String, Long> counts(String type, Scope scope) {
        return counted(readable(
                        "select n.state, count(*)" + TABLES + "where " + READABLE + OF_TYPE + "group by n.state", scope)
                .param("type", type));
    }

    /** The same of the states that somebody should see to. */
    Map<String, Long> forAttention(Scope scope) {
        return counted(readable(
                "select n.state, count(*)" + TABLES + "where n.state in ('held', 'failed', 'bounced') and " + READABLE
                        + " group by n.state",
                scope));
    }

    private static Map<String, Long> counted(JdbcClient.StatementSpec question) {
        Map<String, Long> counts = new HashMap<>();
        question.query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    /** Nothing for one that may not be seen, as for one that is not there. */
    Optional<NotificationEntry> find(UUID id, Scope scope) {
        return readable(LINES + "where n.id = :id and " + READABLE, scope)
                .param("id", id)
                .query(NotificationRegister::entry)
                .optional();
    }

    /** All about one feedback, by their time; an alert to words that came later only where all of it may tell of harm. */
    List<NotificationEntry> about(Reference reference) {
        return jdbc.sql(LINES + "where n.reference = :reference and (" + FLAGGED + " or not " + ALERT
                        + ") order by n.due_at, n.notification, n.id")
                .param("reference", reference.value())
                .query(NotificationRegister::entry)
                .list();
    }

    private JdbcClient.StatementSpec readable(String sql, Scope scope) {
        return jdbc.sql(sql)
                .param("councils", names(scope.councils()))
                .param("safeguarding", names(scope.safeguarding()));
    }

    private static String[] names(Collection<CouncilId> councils) {
        return councils.stream().map(CouncilId::value).toArray(String[]::new);
    }

    private static NotificationEntry entry(ResultSet row, int number) throws SQLException {
        Timestamp decided = row.getTimestamp("decided_at");
        Date lastDay = row.getDate("last_day");
        String bounce = row.getString("bounce");
        return new NotificationEntry(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                new CouncilId(row.getString("council")),
                row.getBoolean("harm"),
                row.getString("notification"),
                row.getString("occasion"),
                row.getString("recipient"),
                row.getString("variant"),
                row.getString("state"),
                row.getString("reason"),
                row.getTimestamp("due_at").toInstant(),
                decided == null ? null : decided.toInstant(),
                lastDay == null ? null : lastDay.toLocalDate(),
                row.getTimestamp("bounced_at") == null || bounce == null ? "" : bounce);
    }
}
