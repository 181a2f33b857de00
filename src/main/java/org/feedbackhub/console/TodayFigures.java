package org.feedbackhub.console;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.feedbackhub.feedback.CouncilId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What came since a moment, counted for the page Today. */
final class TodayFigures {

    private final JdbcClient jdbc;

    TodayFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Arrivals by council, channel and outcome; those that became feedback also by kind. */
    List<Row> since(Instant moment, Collection<CouncilId> councils) {
        if (councils.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        """
                        select a.council, coalesce(f.channel, a.channel) as channel, a.outcome, coalesce(f.kind, '') as kind, count(*) as arrivals
                        from arrival a left join feedback f on f.arrival = a.id and f.split_from is null
                        where a.arrived_at >= :moment and a.council in (:councils)
                        group by a.council, coalesce(f.channel, a.channel), a.outcome, coalesce(f.kind, '')
                        order by a.council, channel, a.outcome, kind""")
                .param("moment", Timestamp.from(moment))
                .param("councils", councils.stream().map(CouncilId::value).toList())
                .query((row, number) -> new Row(
                        row.getString("council"),
                        row.getString("channel"),
                        row.getString("outcome"),
                        row.getString("kind"),
                        row.getLong("arrivals")))
                .list();
    }

    /** How many feedbacks wait for a person's decision. */
    long forReview() {
        return jdbc.sql("select count(*) from feedback where for_review")
                .query(Long.class)
                .single();
    }

    /** A line of the table. */
    public record Row(String council, String channel, String outcome, String kind, long arrivals) {}
}
