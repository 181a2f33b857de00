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
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the relay asks of the database, each within its transaction. */
final class OutboxStore {

    /** Chosen once for this purpose, so that no other use of advisory locks meets it. */
    private static final int LOCK_CLASS = 0x0FEEDBAC;

    /** Only ever a reference's oldest waiting event, so that a later one cannot overtake it. */
    private static final String NEXT =
            """
            select e.position, e.id, e.reference, e.sequence, e.council, e.topic, e.type, e.data_schema, e.occurred_at,
                   e.body, next.attempts
            from (
                select o.position, o.attempts, sum(o.bytes) over (order by o.position) as bytes,
                       row_number() over (order by o.position) as nth
                from outbox o
                where o.shard = ? and (o.retry_at is null or o.retry_at <= ?)
                  and not exists (
                    select 1 from outbox older where older.reference = o.reference and older.sequence < o.sequence)
                order by o.position
                limit ?) next
            join event e on e.position = next.position
            where next.bytes <= ? or next.nth = 1
            order by e.position""";

    /** What is published again lies in another place now. */
    private static final String PUBLISHED =
            """
            with sent as (select * from unnest(?, ?, ?) as sent (position, partition, log_offset)),
            gone as (delete from outbox using sent where outbox.position = sent.position)
            insert into publication (position, published_at, partition, log_offset)
            select position, ?, partition, log_offset from sent
            on conflict (position) do update
                set published_at = excluded.published_at, partition = excluded.partition, log_offset = excluded.log_offset""";

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
            PreparedStatement statement = connection.prepareStatement(PUBLISHED);
            statement.setArray(1, array(connection, "int8", published.stream().map(Published::position)));
            statement.setArray(2, array(connection, "int4", published.stream().map(Published::partition)));
            statement.setArray(3, array(connection, "int8", published.stream().map(Published::offset)));
            statement.setTimestamp(4, Timestamp.from(now));
            return statement;
        });
    }

    void markFailed(Event event, Instant retryAt) {
        jdbc.update(
                "update outbox set attempts = attempts + 1, retry_at = ? where position = ?",
                Timestamp.from(retryAt),
                event.position());
    }

    /** Where an event came to lie. */
    record Published(long position, int partition, long offset) {}

    private static Array array(Connection connection, String type, Stream<? extends Number> values)
            throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("position"),
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
