package org.feedbackhub.notification;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.notification.Notification.State;
import org.feedbackhub.notification.NotificationOffice.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what is, was or will not be sent, for people: each only of the feedback that they may read. What went as it should, or was
 * decided not to go, is listed and counted for {@link NotificationOffice#SETTLED_SHOWN_FOR}; all that somebody may have to see to
 * is there however old it is.
 */
final class NotificationRegister {

    private static final String FLAGGED =
            "f.state -> 'classification' -> 'flags' @> cast('[\"safeguarding\"]' as jsonb)";
    private static final String ALERT = Arrays.stream(NotificationType.values())
            .filter(NotificationType::tellsOfHarm)
            .map(type -> "'" + type.id() + "'")
            .collect(Collectors.joining(", ", "n.notification in (", ")"));
    private static final String HARM = "(" + FLAGGED + " or " + ALERT + ")";
    private static final String TABLES = " from notification n join feedback f on f.reference = n.reference ";
    private static final String READABLE =
            "(f.council = any(:councils) and not " + HARM + " or f.council = any(:safeguarding) and " + HARM + ")";
    private static final String LINES = "select n.id, n.reference, f.council, " + HARM
            + " as harm, n.notification, n.occasion, n.recipient, n.medium, n.variant, n.state, n.reason, n.due_at, n.decided_at,"
            + " n.bounced_at, n.bounce, case when n.notification = 'acknowledgement' then f.acknowledge_by end as last_day"
            + TABLES;
    private static final String OF_TYPE = " and (:type = '' or n.notification = :type) ";
    private static final String WAITING = "n.state in ('planned', 'held', 'sending')";

    /** In the words of the index that holds these alone. */
    private static final String TO_SEE = "n.state in ('planned', 'held', 'sending', 'failed', 'bounced')";

    private static final String LATELY = "n.decided_at > :since";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    NotificationRegister(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of those in one state, the next or the newest first; of all, what still waits before what is settled. */
    List<NotificationEntry> page(String state, String type, Scope scope, int size, long skipped) {
        return readable(
                        LINES + "where " + READABLE + OF_TYPE + "and " + shown(state) + " order by " + order(state)
                                + ", n.id limit :size offset :skipped",
                        scope)
                .param("since", since())
                .param("state", state)
                .param("type", type)
                .param("size", size)
                .param("skipped", skipped)
                .query(NotificationRegister::entry)
                .list();
    }

    private static String shown(String state) {
        if (state.isEmpty()) {
            return "(" + TO_SEE + " or " + LATELY + ")";
        }
        return (passes(state) ? LATELY : TO_SEE) + " and n.state = :state";
    }

    /** Whether nobody has to see to it any more, once it is in this state. */
    static boolean passes(String state) {
        return state.equals(State.SENT.id()) || state.equals(State.SUPPRESSED.id());
    }

    private static String order(String state) {
        if (state.isEmpty()) {
            return WAITING + " desc, case when " + WAITING + " then n.due_at end, n.decided_at desc nulls last";
        }
        if (passes(state)) {
            return "n.decided_at desc";
        }
        return state.equals(State.PLANNED.id()) || state.equals(State.HELD.id()) || state.equals(State.SENDING.id())
                ? "n.due_at"
                : "n.decided_at desc nulls last";
    }

    private Timestamp since() {
        return Timestamp.from(clock.instant().minus(NotificationOffice.SETTLED_SHOWN_FOR));
    }

    /** How many of those that are listed there are in each state; none of a state that is not there. */
    Map<String, Long> counts(String type, Scope scope) {
        return counted(readable(
                        "select n.state, count(*)" + TABLES + "where " + READABLE + OF_TYPE + "and (" + TO_SEE + " or "
                                + LATELY + ") group by n.state",
                        scope)
                .param("since", since())
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
                Medium.of(row.getString("medium")) == Medium.LETTER,
                row.getString("variant"),
                row.getString("state"),
                row.getString("reason"),
                row.getTimestamp("due_at").toInstant(),
                decided == null ? null : decided.toInstant(),
                lastDay == null ? null : lastDay.toLocalDate(),
                row.getTimestamp("bounced_at") == null || bounce == null ? "" : bounce);
    }
}
