package org.feedbackhub.notification;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.SendingTimes;
import org.feedbackhub.council.SendingWindows;
import org.feedbackhub.council.WorkingCalendar;
import org.feedbackhub.notification.ResponseWatch.Waiting;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells a council's team on each working day which answers are due soon or overdue, and the case systems once of each. */
final class TeamDigest {

    static final String APPROACHING = "approaching";
    static final String OVERDUE = "overdue";

    /** A mail with more lines is read by nobody; the count tells of all. */
    private static final int MOST_LINES = 200;

    /** The case systems are told of so many at one look, and of the others at the next. */
    private static final int MOST_WARNINGS = 200;

    private final ResponseWatch watch;
    private final FeedbackRecords records;
    private final NoticeDesk notices;
    private final NotificationFacts facts;
    private final Councils councils;
    private final SendingWindows windows;
    private final WorkingCalendar calendar;
    private final SendingTimes times;
    private final String console;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    /** @param console its address */
    TeamDigest(
            ResponseWatch watch,
            FeedbackRecords records,
            NoticeDesk notices,
            NotificationFacts facts,
            Councils councils,
            SendingWindows windows,
            WorkingCalendar calendar,
            SendingTimes times,
            String console,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.watch = watch;
        this.records = records;
        this.notices = notices;
        this.facts = facts;
        this.councils = councils;
        this.windows = windows;
        this.calendar = calendar;
        this.times = times;
        this.console = console;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Sends what is due of today's; as often as it is asked, each team gets one a day. */
    void look() {
        Instant now = clock.instant();
        for (CouncilProfile council : councils.all()) {
            LocalDate today = now.atZone(council.timeZone()).toLocalDate();
            if (calendar.isWorkingDay(today, council.closureDays())
                    && !windows.nextOnWorkingDay(council, now).isAfter(now)) {
                transaction.executeWithoutResult(status -> tell(council, today));
            }
        }
    }

    private void tell(CouncilProfile council, LocalDate today) {
        LocalDate horizon = times.warnedUntil(council, today);
        LocalDate yesterday = today.minusDays(1);
        warn(OVERDUE, council, LocalDate.EPOCH, yesterday);
        warn(APPROACHING, council, today, horizon);
        List<Waiting> overdue = watch.promised(council.id(), LocalDate.EPOCH, yesterday, MOST_LINES);
        List<Waiting> approaching = watch.promised(council.id(), today, horizon, MOST_LINES);
        if (overdue.isEmpty() && approaching.isEmpty()) {
            return;
        }
        Map<String, String> values = new HashMap<>();
        values.put("day", MailFacts.date(today));
        values.put("overdueCount", Long.toString(watch.count(council.id(), LocalDate.EPOCH, yesterday)));
        values.put("overdue", lines(overdue));
        values.put("approachingCount", Long.toString(watch.count(council.id(), today, horizon)));
        values.put("approaching", lines(approaching));
        values.put("story", console);
        String id = Notice.TEAM_DIGEST + "." + council.id() + "." + today;
        notices.planForEach(
                id, council.id(), Notice.TEAM_DIGEST, council.officers().team(), values);
    }

    private void warn(String warning, CouncilProfile council, LocalDate from, LocalDate to) {
        for (Waiting waiting : watch.unwarned(warning, council.id(), from, to, MOST_WARNINGS)) {
            if (watch.enter(waiting, warning)) {
                facts.warned(records.find(waiting.reference()).orElseThrow(), warning, waiting.respondBy());
            }
        }
    }

    static String lines(List<Waiting> waiting) {
        return waiting.isEmpty()
                ? "–"
                : waiting.stream()
                        .map(one -> one.reference() + ", " + one.kind() + ", " + MailFacts.date(one.respondBy()))
                        .collect(Collectors.joining("\n"));
    }
}
