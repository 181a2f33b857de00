package org.feedbackhub.console;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happened around a feedback: how it came, its copies, the events about it, and what was told of its case. */
final class FeedbackStory {

    private final JdbcClient jdbc;

    FeedbackStory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An arrival that belongs to the feedback. */
    public record Came(String source, String channel, String received, String outcome, String reason) {}

    /**
     * An event about it.
     *
     * @param place partition and offset on the broker, or why it has none yet
     */
    public record Told(int sequence, String type, String topic, String occurred, String published, String place) {}

    /** What a case system told. @param remark what a person should know of it, or empty */
    public record Heard(String type, String source, String happened, String received, String remark) {}

    /** The arrival that it began with. */
    Optional<Came> beginning(Reference reference) {
        return jdbc.sql(
                        """
                        select a.source, a.channel, a.received_at, a.outcome, a.reason
                        from feedback f join arrival a on a.id = f.arrival where f.reference = :reference""")
                .param("reference", reference.value())
                .query(FeedbackStory::came)
                .optional();
    }

    /** Further copies of its message, or of one that joined it. */
    List<Came> duplicates(Reference reference) {
        return jdbc.sql(
                        """
                        select source, channel, received_at, outcome, reason from arrival
                        where reference = :reference and outcome = 'duplicate' order by received_at, source""")
                .param("reference", reference.value())
                .query(FeedbackStory::came)
                .list();
    }

    /** The events, in their order. */
    List<Told> events(Reference reference) {
        return jdbc.sql(
                        """
                        select e.sequence, e.type, e.topic, e.occurred_at, p.published_at, p.partition, p.log_offset,
                               o.attempts
                        from event e
                        left join publication p on p.position = e.position
                        left join outbox o on o.position = e.position
                        where e.reference = :reference order by e.sequence""")
                .param("reference", reference.value())
                .query(FeedbackStory::told)
                .list();
    }

    /** What the case systems told, in the order in which it happened; never what its contact is called or wrote. */
    List<Heard> heard(Reference reference) {
        return jdbc.sql(
                        """
                        select type, source, occurred_at, received_at, coalesce(remark, '') as remark from case_event
                        where reference = :reference order by occurred_at, id""")
                .param("reference", reference.value())
                .query((row, number) -> new Heard(
                        row.getString("type"),
                        row.getString("source"),
                        shown(row.getTimestamp("occurred_at")),
                        shown(row.getTimestamp("received_at")),
                        row.getString("remark")))
                .list();
    }

    private static Came came(ResultSet row, int number) throws SQLException {
        return new Came(
                row.getString("source"),
                row.getString("channel"),
                shown(row.getTimestamp("received_at")),
                row.getString("outcome"),
                row.getString("reason"));
    }

    private static Told told(ResultSet row, int number) throws SQLException {
        Timestamp published = row.getTimestamp("published_at");
        String place = published == null
                ? "waiting, tried " + row.getInt("attempts") + " times without success"
                : "partition " + row.getInt("partition") + ", offset " + row.getLong("log_offset");
        return new Told(
                row.getInt("sequence"),
                row.getString("type"),
                row.getString("topic"),
                shown(row.getTimestamp("occurred_at")),
                shown(published),
                place);
    }

    private static String shown(@Nullable Timestamp moment) {
        return UkTime.ofOptional(moment == null ? null : moment.toInstant());
    }
}
