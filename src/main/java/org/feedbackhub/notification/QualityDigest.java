package org.feedbackhub.notification;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.QualityBoard;
import org.feedbackhub.council.SendingWindows;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the Quality Assurance Board for each of its meetings what the days since the one before brought (P17): counts, what is
 * overdue and what is serious, by reference only; nothing of what may tell of harm.
 */
final class QualityDigest {

    /** A mail with more lines is read by nobody; the counts tell of all. */
    private static final int MOST_LINES = 200;

    private static final String SERIOUS =
            """
            from feedback
            where council = :council and received_at >= :from and received_at < :end
              and jsonb_exists_any(state -> 'classification' -> 'flags', array['legal-threat', 'threat-or-abuse', 'equality'])
              and not state -> 'classification' -> 'flags' @> '["safeguarding"]'
            """;

    private final JdbcClient jdbc;
    private final ResponseWatch watch;
    private final NoticeDesk notices;
    private final Councils councils;
    private final SendingWindows windows;
    private final String console;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    QualityDigest(
            JdbcClient jdbc,
            ResponseWatch watch,
            NoticeDesk notices,
            Councils councils,
            SendingWindows windows,
            String console,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.watch = watch;
        this.notices = notices;
        this.councils = councils;
        this.windows = windows;
        this.console = console;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Sends the digest for the meeting that was last, or is today; as often as it is asked, each member gets it once. */
    void look() {
        Instant now = clock.instant();
        for (CouncilProfile council : councils.all()) {
            QualityBoard board = council.qualityBoard();
            if (board != null && !windows.nextOnWorkingDay(council, now).isAfter(now)) {
                board.lastMeeting(now.atZone(council.timeZone()).toLocalDate())
                        .ifPresent(meeting -> transaction.executeWithoutResult(
                                status -> tell(council, meeting.minusDays(board.everyDays()), meeting.minusDays(1))));
            }
        }
    }

    private void tell(CouncilProfile council, LocalDate from, LocalDate to) {
        List<EmailAddress> board = council.officers().qualityAssurance();
        String id = Notice.QUALITY_DIGEST + "." + council.id() + "." + to;
        // counting it all for nothing every few minutes is not needed once all have been told
        if (notices.plannedForEach(id, board)) {
            return;
        }
        List<ResponseWatch.Waiting> overdue = watch.promised(council.id(), LocalDate.EPOCH, to, MOST_LINES);
        List<String> serious = serious(council, from, to);
        Map<String, String> values = new HashMap<>();
        values.put("from", MailFacts.date(from));
        values.put("to", MailFacts.date(to));
        values.put("counts", counts(council, from, to));
        values.put("answered", Long.toString(answered(council.id(), from, to, "true")));
        values.put("inTime", Long.toString(answered(council.id(), from, to, "responded_on <= respond_by")));
        values.put("overdueCount", Long.toString(watch.count(council.id(), LocalDate.EPOCH, to)));
        values.put("overdue", TeamDigest.lines(overdue));
        values.put("seriousCount", Long.toString(countSerious(council, from, to)));
        values.put("serious", serious.isEmpty() ? "–" : String.join("\n", serious));
        values.put("story", console);
        notices.planForEach(id, council.id(), Notice.QUALITY_DIGEST, board, values);
    }

    private String counts(CouncilProfile council, LocalDate from, LocalDate to) {
        List<String> counts = brought(
                        council,
                        from,
                        to,
                        """
                        select kind || ': ' || count(*) from feedback
                        where council = :council and received_at >= :from and received_at < :end
                        group by kind order by kind""")
                .query(String.class)
                .list();
        return counts.isEmpty() ? "–" : String.join("\n", counts);
    }

    private long answered(CouncilId council, LocalDate from, LocalDate to, String further) {
        return jdbc.sql(
                        "select count(*) from feedback where council = :council and responded_on between :from and :to and "
                                + further)
                .param("council", council.value())
                .param("from", from)
                .param("to", to)
                .query(Long.class)
                .single();
    }

    private List<String> serious(CouncilProfile council, LocalDate from, LocalDate to) {
        return brought(
                        council,
                        from,
                        to,
                        """
                        select reference || ', ' || kind || ', '
                               || (select string_agg(flag, ', ' order by flag)
                                   from jsonb_array_elements_text(state -> 'classification' -> 'flags') as flag
                                   where flag in ('legal-threat', 'threat-or-abuse', 'equality'))
                        """
                                + SERIOUS + " order by reference limit :atMost")
                .param("atMost", MOST_LINES)
                .query(String.class)
                .list();
    }

    private long countSerious(CouncilProfile council, LocalDate from, LocalDate to) {
        return brought(council, from, to, "select count(*) " + SERIOUS)
                .query(Long.class)
                .single();
    }

    /** A statement about what was received from one day to another. */
    private JdbcClient.StatementSpec brought(CouncilProfile council, LocalDate from, LocalDate to, String statement) {
        return jdbc.sql(statement)
                .param("council", council.id().value())
                .param("from", from.atStartOfDay(council.timeZone()).toOffsetDateTime())
                .param("end", to.plusDays(1).atStartOfDay(council.timeZone()).toOffsetDateTime());
    }
}
