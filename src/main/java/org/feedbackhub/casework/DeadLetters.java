package org.feedbackhub.casework;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.arrival.DatabaseFaults;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.TransientFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the case systems told and the hub could not use: kept whole until it is replayed or discarded. Each is the council's whose
 * letters stand in front of the reference that it is about; one that does not tell is there for those alone who may see all.
 */
public final class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int LONGEST_CAUSE = 500;
    private static final String TAKEN = "replayed";
    private static final String KNOWN = "known already";
    private static final String DISCARDED = "discarded: ";
    private static final String OWN = " (prefix = any(:prefixes) or :all) ";
    private static final String COLUMNS =
            """
            select id, topic, partition, log_offset, sent_at, cause, key, headers, body, received_at, replayed_at, replayed_by,
                   outcome
            from dead_letter\s""";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final CaseEvents events;
    private final Councils councils;
    private final CaseEventReader reader = new CaseEventReader();
    private final InstantSource clock;

    DeadLetters(JdbcClient jdbc, ObjectMapper json, CaseEvents events, Councils councils, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.events = events;
        this.councils = councils;
        this.clock = clock;
    }

    /**
     * Keeps the record. When this returns, it is durable; the same record is kept once.
     *
     * @throws TransientFault if the database cannot be reached just now
     */
    public DeadLetter keep(ToldRecord told, Exception fault) {
        String cause = cause(fault);
        DeadLetter letter = DatabaseFaults.translated(() -> kept(told, cause));
        LOG.warn(
                "event=dead-letter id={} topic={} partition={} offset={} cause=\"{}\"",
                letter.id(),
                told.topic(),
                told.partition(),
                told.offset(),
                cause);
        return letter;
    }

    /** @param cause only those of this one, or null for all @param own only those of these @param page from 0 */
    public List<DeadLetter> page(@Nullable String cause, Collection<CouncilId> own, int page, int size) {
        return of(
                        own,
                        COLUMNS + "where" + OWN
                                + """
                                and outcome is null and (cast(:cause as text) is null or cause = :cause)
                                order by received_at, topic, partition, log_offset limit :size offset :start""")
                .param("cause", cause)
                .param("size", size)
                .param("start", (long) page * size)
                .query((row, number) -> letter(row))
                .list();
    }

    /** How many of these councils' wait, by cause, the most frequent first. */
    public List<Cause> causes(Collection<CouncilId> own) {
        return of(
                        own,
                        "select cause, count(*) as letters from dead_letter where outcome is null and" + OWN
                                + "group by cause order by letters desc, cause")
                .query(Cause.class)
                .list();
    }

    /** A cause and how many wait because of it. */
    public record Cause(String cause, long letters) {}

    private JdbcClient.StatementSpec of(Collection<CouncilId> own, String sql) {
        return jdbc.sql(sql)
                .param(
                        "prefixes",
                        councils.all().stream()
                                .filter(council -> own.contains(council.id()))
                                .map(CouncilProfile::referencePrefix)
                                .toArray(String[]::new))
                .param("all", councils.all().stream().map(CouncilProfile::id).allMatch(own::contains));
    }

    /** How many wait, of all councils. */
    public long waiting() {
        return jdbc.sql("select count(*) from dead_letter where outcome is null")
                .query(Long.class)
                .single();
    }

    /** Nothing for one of another council, as for one that is not there. */
    public Optional<DeadLetter> find(UUID id, Collection<CouncilId> own) {
        return of(own, COLUMNS + "where id = :id and" + OWN)
                .param("id", id)
                .query((row, number) -> letter(row))
                .optional();
    }

    private Optional<DeadLetter> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query((row, number) -> letter(row))
                .optional();
    }

    /**
     * Takes it as if it came now. What still cannot be used goes on waiting, with the new cause.
     *
     * @return how it stands afterwards
     * @throws TransientFault if the database cannot be reached just now; nothing has changed
     */
    public DeadLetter replay(UUID id, String by) {
        DeadLetter letter = find(id).orElseThrow(() -> new IllegalArgumentException("no such dead letter"));
        if (letter.waits()) {
            try {
                tried(id, letter.cause(), events.hear(letter.told()) ? TAKEN : KNOWN, by);
            } catch (TransientFault e) {
                throw e;
            } catch (RuntimeException e) {
                tried(id, cause(e), null, by);
            }
        }
        return find(id).orElseThrow();
    }

    /** Replays all of these councils' that wait because of this, in the order in which they came. @return how many were taken */
    public int replayAll(String cause, Collection<CouncilId> own, String by) {
        return replayed(
                of(
                                own,
                                "select id from dead_letter where outcome is null and cause = :cause and" + OWN
                                        + "order by received_at, topic, partition, log_offset")
                        .param("cause", cause)
                        .query(UUID.class)
                        .list(),
                by);
    }

    /** Replays what somebody asked for outside of a running hub. */
    void replayAsked() {
        jdbc.sql(
                        """
                        select id, asked_by from dead_letter where asked_by is not null
                        order by received_at, topic, partition, log_offset""")
                .query((row, number) -> Map.entry(row.getObject("id", UUID.class), row.getString("asked_by")))
                .list()
                .forEach(asked -> replay(asked.getKey(), asked.getValue()));
    }

    /**
     * It waits no more.
     *
     * @param note in the person's words
     * @return whether it still waited
     * @throws TransientFault if the database cannot be reached just now
     */
    public boolean discard(UUID id, String note, String by) {
        return tried(id, null, DISCARDED + note, by);
    }

    private int replayed(List<UUID> ids, String by) {
        int taken = 0;
        for (UUID id : ids) {
            taken += replay(id, by).waits() ? 0 : 1;
        }
        return taken;
    }

    /** @param cause from now on, or null for the one before @param outcome or null if it waits on */
    private boolean tried(UUID id, @Nullable String cause, @Nullable String outcome, String by) {
        int changed = DatabaseFaults.translated(() -> jdbc.sql(
                        """
                        update dead_letter set outcome = cast(:outcome as text), replayed_at = :now, replayed_by = :by,
                                               asked_by = null, cause = coalesce(cast(:cause as text), cause)
                        where id = :id and outcome is null""")
                .param("outcome", outcome)
                .param("cause", cause)
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by)
                .param("id", id)
                .update());
        if (changed == 1) {
            LOG.info("event=dead-letter-tried id={} by={} decision=\"{}\"", id, by, decision(outcome));
        }
        return changed == 1;
    }

    /** Without the person's words. */
    private static String decision(@Nullable String outcome) {
        if (outcome == null) {
            return "waits on";
        }
        return outcome.startsWith(DISCARDED) ? "discarded" : outcome;
    }

    private DeadLetter kept(ToldRecord told, String cause) {
        jdbc.sql(
                        """
                        insert into dead_letter (id, topic, partition, log_offset, sent_at, cause, key, prefix, headers,
                                                 body, received_at)
                        values (:id, :topic, :partition, :offset, :sentAt, :cause, :key, :prefix, cast(:headers as jsonb),
                                :body, :now)
                        on conflict do nothing""")
                .param("id", UUID.randomUUID())
                .param("topic", told.topic())
                .param("partition", told.partition())
                .param("offset", told.offset())
                .param("sentAt", Timestamp.from(told.sentAt()))
                .param("cause", cause)
                .param("key", told.key())
                .param("prefix", reader.prefix(told).orElse(null))
                .param("headers", written(told.headers()))
                .param("body", told.body())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return jdbc.sql(
                        COLUMNS
                                + "where topic = :topic and partition = :partition and log_offset = :offset and sent_at = :sentAt")
                .param("topic", told.topic())
                .param("partition", told.partition())
                .param("offset", told.offset())
                .param("sentAt", Timestamp.from(told.sentAt()))
                .query((row, number) -> letter(row))
                .single();
    }

    /** What the hub says itself is without personal data; what others say may not be. */
    private static String cause(Exception fault) {
        String cause = fault instanceof PermanentFault
                ? String.valueOf(fault.getMessage())
                : "a fault of the hub: " + fault.getClass().getSimpleName();
        return cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE));
    }

    private DeadLetter letter(ResultSet row) throws SQLException {
        Timestamp triedAt = row.getTimestamp("replayed_at");
        return new DeadLetter(
                row.getObject("id", UUID.class),
                new ToldRecord(
                        row.getString("topic"),
                        row.getInt("partition"),
                        row.getLong("log_offset"),
                        row.getTimestamp("sent_at").toInstant(),
                        row.getString("key"),
                        headers(row.getString("headers")),
                        row.getBytes("body")),
                row.getString("cause"),
                instant(row.getTimestamp("received_at")),
                triedAt == null ? null : instant(triedAt),
                row.getString("replayed_by"),
                row.getString("outcome"));
    }

    private static Instant instant(Timestamp time) {
        return time.toInstant();
    }

    private String written(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written as JSON");
        }
    }

    private Map<String, String> headers(String written) {
        try {
            return json.readValue(written, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be read from JSON");
        }
    }
}
