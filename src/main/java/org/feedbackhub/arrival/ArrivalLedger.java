package org.feedbackhub.arrival;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of all that came. An arrival is entered together with its outcome, in the transaction that brings it about. */
public final class ArrivalLedger {

    private final JdbcClient jdbc;
    private final Rows rows;
    private final RawItemTable rawItems;

    ArrivalLedger(JdbcClient jdbc, Rows rows, RawItemTable rawItems) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.rawItems = rawItems;
    }

    /**
     * Enters those whose source is not known and that are no second copy of a message, with their bytes where those are held;
     * waits for a transaction that is entering the same.
     *
     * @return the ids of those that were entered
     */
    Set<UUID> enter(List<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return Set.of();
        }
        Set<UUID> entered = new HashSet<>(jdbc.sql(
                        """
                        insert into arrival (id, source, council, channel, received_at, arrived_at, sha256, size,
                                             outcome, reason, reference, fingerprint, duplicate_of, attention)
                        select id, source, council, channel, "receivedAt", "arrivedAt", raw ->> 'sha256',
                               cast(raw ->> 'size' as bigint), outcome, reason, reference, fingerprint, "duplicateOf",
                               attention
                        from json_to_recordset(cast(:rows as json)) as row (
                            id uuid, source text, council text, channel text, "receivedAt" timestamptz,
                            "arrivedAt" timestamptz, raw json, outcome text, reason text, reference text,
                            fingerprint text, "duplicateOf" uuid, attention text)
                        on conflict do nothing
                        returning id""")
                .param("rows", rows.of(entries))
                .query(UUID.class)
                .list());
        rawItems.add(entries.stream()
                .filter(entry -> entered.contains(entry.id()))
                .map(entry -> entry.arrived().raw())
                .toList());
        return entered;
    }

    /** How the source's arrival stands, if it has been entered. */
    public Optional<Recorded> find(String source) {
        return Optional.ofNullable(known(List.of(source)).get(source));
    }

    /** How those of the sources stand that have been entered. */
    public Map<String, Recorded> known(Collection<String> sources) {
        Map<String, Recorded> known = new HashMap<>();
        jdbc.sql("select source, outcome, reference from arrival where source = any(:sources)")
                .param("sources", sources.toArray(String[]::new))
                .query(row -> {
                    known.put(
                            row.getString("source"),
                            new Recorded(
                                    Outcome.of(row.getString("outcome")), reference(row.getString("reference")), true));
                });
        return known;
    }

    /** The hash of what came from the source, if it has been entered. */
    public Optional<String> rawItemOf(String source) {
        return jdbc.sql("select sha256 from arrival where source = :source")
                .param("source", source)
                .query(String.class)
                .optional();
    }

    /** Has a person look at what is dealt with, even if another person has dealt with it. */
    void drawAttention(UUID id, String why) {
        jdbc.sql("update arrival set attention = :why, settled_at = null where id = :id")
                .param("why", why)
                .param("id", id)
                .update();
    }

    /** The message that came first of all its copies. */
    Optional<Original> original(CouncilId council, String fingerprint) {
        return jdbc.sql(
                        """
                        select id, reference from arrival
                        where council = :council and fingerprint = :fingerprint
                          and outcome in ('recorded', 'follow-up')""")
                .param("council", council.value())
                .param("fingerprint", fingerprint)
                .query((row, number) ->
                        new Original(row.getObject("id", UUID.class), reference(row.getString("reference"))))
                .optional();
    }

    /** The first of a message's copies. */
    record Original(UUID id, @Nullable Reference reference) {}

    /** How many arrivals came from the mailbox, over all its folders. */
    public long fromMailbox(String mailbox) {
        return jdbc.sql(
                        """
                        select count(*) from arrival
                        where split_part(source, '/', 1) = :mailbox and source like 'imap:%'""")
                .param("mailbox", "imap:" + mailbox)
                .query(Long.class)
                .single();
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

    /** The hashes of what arrived and is not kept beside the ledger that follow this one in their order, each once. */
    List<String> rawFilesAfter(String sha256, int atMost) {
        return jdbc.sql(
                        """
                        select distinct sha256 from arrival
                        where sha256 > :sha256
                          and not exists (select 1 from raw_item where raw_item.sha256 = arrival.sha256)
                        order by sha256 limit :atMost""")
                .param("sha256", sha256)
                .param("atMost", atMost)
                .query(String.class)
                .list();
    }

    /** How many wait in quarantine. */
    public long quarantined() {
        return jdbc.sql("select count(*) from arrival where outcome = 'quarantined' and settled_at is null")
                .query(Long.class)
                .single();
    }

    /** How many arrivals had which outcome. */
    Map<Outcome, Long> outcomes() {
        Map<Outcome, Long> counts = new LinkedHashMap<>();
        jdbc.sql("select outcome, count(*) as arrivals from arrival group by outcome order by outcome")
                .query(row -> {
                    counts.put(Outcome.of(row.getString("outcome")), row.getLong("arrivals"));
                });
        return counts;
    }

    private static @Nullable Reference reference(@Nullable String value) {
        return value == null ? null : new Reference(value);
    }
}
