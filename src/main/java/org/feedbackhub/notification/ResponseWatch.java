package org.feedbackhub.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Knows which answers are due soon or overdue; nothing of what may tell of harm, of which nobody else may know (P11). */
final class ResponseWatch {

    /** As the index of the same rows has it. */
    private static final String WAITING =
            """
            from feedback
            where council = :council and respond_by between :from and :to and responded_on is null and not case_closed
              and not state -> 'classification' -> 'flags' @> '["safeguarding"]'
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    ResponseWatch(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An answer that has not been given. */
    record Waiting(Reference reference, String kind, LocalDate respondBy) {}

    /**
     * Answers that were promised from one day to another, both included, and not given in a case that is open; the longest
     * waiting first.
     */
    List<Waiting> promised(CouncilId council, LocalDate from, LocalDate to, int atMost) {
        return jdbc.sql("select reference, kind, respond_by " + WAITING
                        + " order by respond_by, reference limit :atMost")
                .param("council", council.value())
                .param("from", from)
                .param("to", to)
                .param("atMost", atMost)
                .query(ResponseWatch::waiting)
                .list();
    }

    /** How many these are, all of them. */
    long count(CouncilId council, LocalDate from, LocalDate to) {
        return jdbc.sql("select count(*) " + WAITING)
                .param("council", council.value())
                .param("from", from)
                .param("to", to)
                .query(Long.class)
                .single();
    }

    /** Those of them of which it has not been warned yet. */
    List<Waiting> unwarned(String warning, CouncilId council, LocalDate from, LocalDate to, int atMost) {
        return jdbc.sql(
                        "select reference, kind, respond_by " + WAITING
                                + """
                          and not exists (select 1 from response_warning as known
                                          where known.reference = feedback.reference and known.warning = :warning
                                            and known.respond_by = feedback.respond_by)
                        order by respond_by, reference limit :atMost""")
                .param("council", council.value())
                .param("from", from)
                .param("to", to)
                .param("warning", warning)
                .param("atMost", atMost)
                .query(ResponseWatch::waiting)
                .list();
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Waiting(
                new Reference(row.getString("reference")),
                row.getString("kind"),
                row.getObject("respond_by", LocalDate.class));
    }

    /** Enters that it is warned of. @return whether it was not before */
    boolean enter(Waiting waiting, String warning) {
        return jdbc.sql(
                                """
                                insert into response_warning (reference, warning, respond_by, warned_at)
                                values (:reference, :warning, :respondBy, :now) on conflict do nothing""")
                        .param("reference", waiting.reference().value())
                        .param("warning", warning)
                        .param("respondBy", waiting.respondBy())
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }
}
