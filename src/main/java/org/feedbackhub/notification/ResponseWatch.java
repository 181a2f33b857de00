package org.feedbackhub.notification;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Knows which answers are due soon or overdue; nothing of what may tell of harm, of which nobody else may know (P11). */
final class ResponseWatch {

    private final JdbcClient jdbc;
    private final CaseRecords cases;
    private final InstantSource clock;

    ResponseWatch(JdbcClient jdbc, CaseRecords cases, InstantSource clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.clock = clock;
    }

    /** An answer that has not been given. */
    record Waiting(Reference reference, String kind, LocalDate respondBy) {}

    /** Answers that were promised from one day to another, both included, and not given; the longest waiting first. */
    List<Waiting> promised(CouncilId council, LocalDate from, LocalDate to, int atMost) {
        return jdbc
                .sql(
                        """
                        select reference, kind, respond_by from feedback
                        where council = :council and responded_on is null and respond_by between :from and :to
                          and not state -> 'classification' -> 'flags' @> '["safeguarding"]'
                        order by respond_by, reference limit :atMost""")
                .param("council", council.value())
                .param("from", from)
                .param("to", to)
                .param("atMost", atMost)
                .query((row, number) -> new Waiting(
                        new Reference(row.getString("reference")),
                        row.getString("kind"),
                        row.getObject("respond_by", LocalDate.class)))
                .list()
                .stream()
                .filter(one -> cases.of(one.reference()).closedAt() == null)
                .toList();
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
