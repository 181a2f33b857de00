package org.feedbackhub.arrival;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of all that came. An arrival is entered together with its outcome, in the transaction that brings it about. */
public final class ArrivalLedger {

    private final JdbcClient jdbc;
    private final InstantSource clock;

    public ArrivalLedger(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Enters the arrival, unless its source is known already; waits for a transaction that is entering the same one.
     *
     * @return the new entry's id, or nothing if the arrival had been entered before
     */
    Optional<UUID> enter(Arrived arrived, Outcome outcome, String reason, @Nullable Reference reference) {
        return jdbc.sql(
                        """
                        insert into arrival (id, source, council, channel, received_at, arrived_at, sha256, size,
                                             outcome, reason, reference)
                        values (:id, :source, :council, :channel, :receivedAt, :arrivedAt, :sha256, :size,
                                :outcome, :reason, :reference)
                        on conflict (source) do nothing
                        returning id""")
                .param("id", UUID.randomUUID())
                .param("source", arrived.source())
                .param("council", arrived.council().value())
                .param("channel", arrived.channel().id())
                .param("receivedAt", Timestamp.from(arrived.receivedAt()))
                .param("arrivedAt", Timestamp.from(clock.instant()))
                .param("sha256", arrived.raw().sha256())
                .param("size", arrived.raw().size())
                .param("outcome", outcome.id())
                .param("reason", reason)
                .param("reference", reference == null ? null : reference.value())
                .query(UUID.class)
                .optional();
    }

    /** How the source's arrival stands, if it has been entered. */
    public Optional<Recorded> find(String source) {
        return jdbc.sql("select outcome, reference from arrival where source = :source")
                .param("source", source)
                .query((row, number) -> new Recorded(
                        outcome(row.getString("outcome")),
                        Optional.ofNullable(row.getString("reference"))
                                .map(Reference::new)
                                .orElse(null),
                        true))
                .optional();
    }

    /** Whether anything that came, or a file of it, has these bytes. */
    boolean refersTo(String sha256) {
        return jdbc.sql(
                        """
                        select exists (select 1 from arrival where sha256 = :sha256)
                            or exists (select 1 from attachment where sha256 = :sha256)""")
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    /** The hashes of what arrived that follow this one in their order, each once. */
    List<String> rawItemsAfter(String sha256, int atMost) {
        return jdbc.sql(
                        """
                        select distinct sha256 from arrival where sha256 > :sha256 order by sha256 limit :atMost""")
                .param("sha256", sha256)
                .param("atMost", atMost)
                .query(String.class)
                .list();
    }

    /** How many wait in quarantine. */
    long quarantined() {
        return jdbc.sql("select count(*) from arrival where outcome = 'quarantined'")
                .query(Long.class)
                .single();
    }

    /** How many arrivals had which outcome. */
    Map<Outcome, Long> outcomes() {
        Map<Outcome, Long> counts = new LinkedHashMap<>();
        jdbc.sql("select outcome, count(*) as arrivals from arrival group by outcome order by outcome")
                .query(row -> {
                    counts.put(outcome(row.getString("outcome")), row.getLong("arrivals"));
                });
        return counts;
    }

    private static Outcome outcome(String id) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.id().equals(id)) {
                return outcome;
            }
        }
        throw new IllegalStateException("the ledger holds an outcome that this version does not know: " + id);
    }
}
