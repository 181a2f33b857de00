package org.feedbackhub.publishing;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the relay asks of the database, each within its transaction. */
final class OutboxStore {

    /** Chosen once for this purpose, so that no other use of advisory locks meets it. */
    private static final int LOCK_CLASS = 0x0FEEDBAC;

    /** Only ever a reference's oldest waiting event, so that a later one cannot overtake it. */
    private static final String NEXT =
            """
            select id, reference, sequence, council, topic, type, data_schema, occurred_at, body, attempts
            from (
                select e.*, sum(coalesce(octet_length(e.body), 0)) over (order by e.position) as bytes,
                       row_number() over (order by e.position) as nth
                from event e
                where e.shard = ? and e.published_at is null and (e.retry_at is null or e.retry_at <= ?)
                  and not exists (
                    select 1 from event older
                    where older.reference = e.reference and older.sequence < e.sequence
                      and older.published_at is null)
                order by e.position
                limit ?) next
            where bytes <= ? or nth = 1
            order by position""";

    private final JdbcTemplate jdbc;

    OutboxStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits until no other instance publishes this shard; held until the transaction ends. */
    void lock(int shard) {
        jdbc.query("select pg_advisory_xact_lock(?, ?)", row -> {}, LOCK_CLASS, shard);
    }

    List<Event> next(int shard, Instant now, int atMost, long bytesAtMost) {
        return jdbc.query(NEXT, (row, number) -> event(row), shard, Timestamp.from(now), atMost, bytesAtMost);
    }

    void markPublished(List<Published> published, Instant now) {
        if (published.isEmpty()) {
            return;
        }
        jdbc.update(connection -> {
            PreparedStatement update = connection.prepareStatement(
                    """
                    update event set published_at = ?, partition = sent.partition, log_offset = sent.log_offset
                    from unnest(?, ?, ?) as sent (id, partition, log_offset)
                    where event.id = sent.id""");
            update.setTimestamp(1, Timestamp.from(now));
            update.setArray(
                    2,
                    array(
                            connection,
                            "uuid",
                            published.stream().map(Published::id).toArray()));
            update.setArray(
                    3,
                    array(
                            connection,
                            "int4",
                            published.stream().map(Published::partition).toArray()));
            update.setArray(
                    4,
                    array(
                            connection,
                            "int8",
                            published.stream().map(Published::offset).toArray()));
            return update;
        });
    }

    void markFailed(UUID id, Instant retryAt) {
        jdbc.update("update event set attempts = attempts + 1, retry_at = ? where id = ?", Timestamp.from(retryAt), id);
    }

    /** Where an event came to lie. */
    record Published(UUID id, int partition, long offset) {}

    private static Array array(Connection connection, String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getObject("id", UUID.class),
                row.getString("reference"),
                row.getInt("sequence"),
                row.getString("council"),
                row.getString("topic"),
                row.getString("type"),
                row.getString("data_schema"),
                row.getTimestamp("occurred_at").toInstant(),
                row.getBytes("body"),
                row.getInt("attempts"));
    }
}
