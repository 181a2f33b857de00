package org.feedbackhub.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Lesson;
import org.feedbackhub.feedback.Lessons;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was decided, for those who look at it a second time and for those who learn from it. */
public final class Decisions implements Lessons {

    /** As the index of the same rows has it; what was overturned waits for a new decision. */
    private static final String WAITING =
            """
            from review_decision d join feedback f on f.reference = d.reference
            where d.latest and d.seconded_at is null and d.action in ('decided', 'split', 'released')
              and (d.overturned_at is not null or d.decided_by <> :person) and f.joined_to is null
              and d.council = any(:councils) and not f.state -> 'classification' -> 'flags' @> '["safeguarding"]'
            """;

    private final JdbcClient jdbc;
    private final int teachAfter;

    Decisions(JdbcClient jdbc, int teachAfter) {
        this.jdbc = jdbc;
        this.teachAfter = teachAfter;
    }

    /** All that was decided of the feedback, in its order. */
    public List<Decision> about(Reference reference) {
        return jdbc.sql("select * from review_decision where reference = :reference order by decided_at, version")
                .param("reference", reference.value())
                .query(Decisions::decision)
                .list();
    }

    /** The one of this id. */
    public Optional<Decision> find(UUID id) {
        return jdbc.sql("select * from review_decision where id = :id")
                .param("id", id)
                .query(Decisions::decision)
                .optional();
    }

    /**
     * What waits for this person's second look, the oldest first: what others have decided, and what anybody has disagreed with and
     * nobody decided anew. Nothing that may tell of harm.
     *
     * @param page from 0
     */
    public List<Decision> toLookAt(String person, Collection<CouncilId> councils, int page, int size) {
        return jdbc.sql("select d.* " + WAITING + " order by d.decided_at, d.id limit :size offset :skipped")
                .param("person", person)
                .param("councils", names(councils))
                .param("size", size)
                .param("skipped", (long) page * size)
                .query(Decisions::decision)
                .list();
    }

    /** How many these are. */
    public long countToLookAt(String person, Collection<CouncilId> councils) {
        return jdbc.sql("select count(*) " + WAITING)
                .param("person", person)
                .param("councils", names(councils))
                .query(Long.class)
                .single();
    }

    /**
     * {@inheritDoc}
     *
     * <p>What was split off from a message teaches, the message with both matters in it does not; nor does a letter of which nobody knows
     * what it says.
     */
    @Override
    public List<Lesson> teaching(@Nullable Reference after, int atMost) {
        return jdbc.sql(
                        """
                        select f.reference, f.council, f.state -> 'submission' ->> 'subject' as subject,
                               f.state -> 'submission' ->> 'text' as text, d.decided_kind, d.decided_area,
                               d.proposed_kind, d.decided_at
                        from review_decision d join feedback f on f.reference = d.reference
                        where d.latest and d.overturned_at is null and d.action = 'decided' and not d.flagged
                          and not f.state -> 'classification' -> 'flags' @> '["safeguarding"]' and f.joined_to is null
                          and f.state -> 'submission' ->> 'text' <> '' and f.reference > :after
                          and f.state -> 'submission' -> 'details' -> 'unsurePages' is null
                          and (d.seconded_at is not null
                               or d.proposed_kind <> d.decided_kind
                                  and (select count(*) from review_decision same
                                       where same.latest and same.overturned_at is null and not same.flagged
                                         and same.council = d.council and same.proposed_kind = d.proposed_kind
                                         and same.decided_kind = d.decided_kind) >= :teachAfter)
                        order by f.reference limit :atMost""")
                .param("after", after == null ? "" : after.value())
                .param("teachAfter", teachAfter)
                .param("atMost", atMost)
                .query((row, number) -> new Lesson(
                        new Reference(row.getString("reference")),
                        new CouncilId(row.getString("council")),
                        row.getString("subject"),
                        row.getString("text"),
                        Kind.of(row.getString("decided_kind")).orElseThrow(),
                        row.getString("decided_area"),
                        proposed(row),
                        row.getTimestamp("decided_at").toInstant()))
                .list();
    }

    private static @Nullable Kind proposed(ResultSet row) throws SQLException {
        String kind = row.getString("proposed_kind");
        return kind == null ? null : Kind.of(kind).orElse(null);
    }

    /** Summed and counted over all: the highest number alone could have been committed before a lower one. */
    @Override
    public String version() {
        return jdbc.sql("select count(*) || '-' || coalesce(sum(version), 0) from review_decision")
                .query(String.class)
                .single();
    }

    private static String[] names(Collection<CouncilId> councils) {
        return councils.stream().map(CouncilId::value).toArray(String[]::new);
    }

    private static Decision decision(ResultSet row, int number) throws SQLException {
        return new Decision(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                new CouncilId(row.getString("council")),
                row.getString("source"),
                Action.of(row.getString("action")),
                row.getString("proposed_kind"),
                row.getString("proposed_area"),
                row.getObject("confidence", Double.class),
                row.getString("model"),
                row.getString("decided_kind"),
                row.getString("decided_area"),
                row.getString("decided_by"),
                row.getTimestamp("decided_at").toInstant(),
                row.getBoolean("latest"),
                row.getString("seconded_by"),
                moment(row, "seconded_at"),
                row.getString("overturned_by"),
                moment(row, "overturned_at"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }
}
