package org.feedbackhub.review;

import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;
import org.feedbackhub.feedback.CouncilId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How what was decided compares with what the hub had proposed: counts alone, of the latest decision about each feedback that had a
 * proposal.
 */
public final class Accuracy {

    /** So far back it is counted, the present week included. */
    public static final int WEEKS = 12;

    private static final String COUNTED =
            """
            from review_decision
            where latest and proposed_kind is not null and decided_at >= :since and council = any(:councils)
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Accuracy(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of a kind in a week. @param week its Monday @param kind that was proposed @param confirmed decisions for that kind */
    public record Week(LocalDate week, String kind, long decisions, long confirmed) {}

    /** How often what was proposed was decided as what. */
    public record Pair(String proposed, String decided, long decisions) {}

    /** How a version of the model, or the rules alone, did. @param model empty where no model was asked */
    public record Version(String model, long decisions, long confirmed, LocalDate first, LocalDate last) {}

    /** The Mondays that are counted, the oldest first. */
    public List<LocalDate> weeks(ZoneId zone) {
        LocalDate first = first(zone);
        return first.datesUntil(first.plusWeeks(WEEKS), Period.ofWeeks(1)).toList();
    }

    /** By week and kind, where there were any. */
    public List<Week> byWeek(Collection<CouncilId> councils, ZoneId zone) {
        return jdbc.sql(
                        """
                        select cast(date_trunc('week', decided_at at time zone :zone) as date) as week, proposed_kind,
                               count(*) as decisions, count(*) filter (where decided_kind = proposed_kind) as confirmed
                        """
                                + COUNTED + " group by 1, 2 order by 1, 2")
                .param("zone", zone.getId())
                .param("since", since(zone))
                .param("councils", names(councils))
                .query((row, number) -> new Week(
                        row.getObject("week", LocalDate.class),
                        row.getString("proposed_kind"),
                        row.getLong("decisions"),
                        row.getLong("confirmed")))
                .list();
    }

    /** What was proposed and what was decided, the most frequent first. */
    public List<Pair> confusion(Collection<CouncilId> councils, ZoneId zone) {
        return jdbc.sql("select proposed_kind, decided_kind, count(*) as decisions " + COUNTED
                        + " group by 1, 2 order by 3 desc, 1, 2")
                .param("since", since(zone))
                .param("councils", names(councils))
                .query((row, number) -> new Pair(
                        row.getString("proposed_kind"), row.getString("decided_kind"), row.getLong("decisions")))
                .list();
    }

    /** By version of the model, the one in use last first. */
    public List<Version> byVersion(Collection<CouncilId> councils, ZoneId zone) {
        return jdbc.sql(
                        """
                        select coalesce(model, '') as model, count(*) as decisions,
                               count(*) filter (where decided_kind = proposed_kind) as confirmed,
                               cast(min(decided_at at time zone :zone) as date) as first,
                               cast(max(decided_at at time zone :zone) as date) as last
                        """
                                + COUNTED + " group by 1 order by max(decided_at) desc")
                .param("zone", zone.getId())
                .param("since", since(zone))
                .param("councils", names(councils))
                .query((row, number) -> new Version(
                        row.getString("model"),
                        row.getLong("decisions"),
                        row.getLong("confirmed"),
                        row.getObject("first", LocalDate.class),
                        row.getObject("last", LocalDate.class)))
                .list();
    }

    private LocalDate first(ZoneId zone) {
        Instant now = clock.instant();
        return now.atZone(zone)
                .toLocalDate()
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .minusWeeks(WEEKS - 1L);
    }

    private Timestamp since(ZoneId zone) {
        return Timestamp.from(first(zone).atStartOfDay(zone).toInstant());
    }

    private static String[] names(Collection<CouncilId> councils) {
        return councils.stream().map(CouncilId::value).toArray(String[]::new);
    }
}
