package org.feedbackhub.arrival;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.arrival.WaitingArrival.Group;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.CouncilId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The part of the ledger that waits for people: read for all, written only by {@link SecondLook}. */
public final class WaitingArrivals {

    private static final String COLUMNS =
            """
            select id, source, council, channel, received_at, sha256, size, outcome, reason, attention, settled_at
            from arrival
            """;

    private final JdbcClient jdbc;

    WaitingArrivals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many of the group wait in these councils. */
    public long count(Group group, Collection<CouncilId> councils) {
        return jdbc.sql("select count(*) from arrival where " + waiting(group) + " and council = any(:councils)")
                .param("councils", names(councils))
                .query(Long.class)
                .single();
    }

    /** Those of the group that wait in these councils, the oldest first. @param page from 0 */
    public List<WaitingArrival> page(Group group, Collection<CouncilId> councils, int page, int size) {
        return jdbc.sql(COLUMNS
                        + " where "
                        + waiting(group)
                        + " and council = any(:councils) order by arrived_at, id limit :size offset :skipped")
                .param("councils", names(councils))
                .param("size", size)
                .param("skipped", (long) page * size)
                .query(WaitingArrivals::arrival)
                .list();
    }

    /** The line of the ledger, whether it waits or not. */
    public Optional<WaitingArrival> find(UUID id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query(WaitingArrivals::arrival)
                .optional();
    }

    /** The same, locked until the running transaction ends. */
    Optional<WaitingArrival> findLocked(UUID id) {
        return jdbc.sql(COLUMNS + " where id = :id for update")
                .param("id", id)
                .query(WaitingArrivals::arrival)
                .optional();
    }

    /** Gives the line another outcome with all that belongs to it. */
    void change(LedgerEntry entry) {
        jdbc.sql(
                        """
                        update arrival
                        set outcome = :outcome, reason = :reason, reference = :reference, fingerprint = :fingerprint,
                            duplicate_of = :duplicateOf
                        where id = :id""")
                .param("outcome", entry.outcome().id())
                .param("reason", entry.reason())
                .param(
                        "reference",
                        entry.reference() == null ? null : entry.reference().value())
                .param("fingerprint", entry.fingerprint())
                .param("duplicateOf", entry.duplicateOf())
                .param("id", entry.id())
                .update();
    }

    /** Writes down what was done about it, by whom and when: it waits no more. */
    void settle(UUID id, String settlement, String by, Instant now) {
        jdbc.sql(
                        """
                        update arrival set settled_at = :now, settled_by = :by, settlement = :settlement
                        where id = :id""")
                .param("now", Timestamp.from(now))
                .param("by", by)
                .param("settlement", settlement)
                .param("id", id)
                .update();
    }

    /** The condition of the index arrival_for_people comes first, so that it serves. */
    private static String waiting(Group group) {
        return "settled_at is null and (outcome in ('quarantined', 'spam') or attention is not null) and "
                + group.condition();
    }

    private static String[] names(Collection<CouncilId> councils) {
        return councils.stream().map(CouncilId::value).toArray(String[]::new);
    }

    private static WaitingArrival arrival(ResultSet row, int number) throws SQLException {
        Timestamp settledAt = row.getTimestamp("settled_at");
        return new WaitingArrival(
                row.getObject("id", UUID.class),
                new Arrived(
                        row.getString("source"),
                        new CouncilId(row.getString("council")),
                        Channel.of(row.getString("channel")),
                        row.getTimestamp("received_at").toInstant(),
                        new RawItem(row.getString("sha256"), row.getLong("size"))),
                Outcome.of(row.getString("outcome")),
                row.getString("reason"),
                row.getString("attention"),
                settledAt == null ? null : settledAt.toInstant());
    }
}
