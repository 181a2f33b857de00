package org.feedbackhub.council;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Promise;

/**
 * When each thing that is sent is due: inside the council's sending window, but what is promised by a day never after that
 * day. No moment lies before the {@code now} or {@code from} that it is computed for.
 */
public final class SendingTimes {

    private final SendingWindows windows;
    private final WorkingCalendar calendar;
    private final Duration unsureBefore;
    private final int warnBefore;

    /**
     * @param unsureBefore how long before the promised day ends an acknowledgement goes out for which no person has settled the
     *     kind
     * @param warnBefore how many working days before a response date the council's team is warned of it
     */
    public SendingTimes(SendingWindows windows, WorkingCalendar calendar, Duration unsureBefore, int warnBefore) {
        this.windows = windows;
        this.calendar = calendar;
        this.unsureBefore = unsureBefore;
        this.warnBefore = warnBefore;
    }

    /**
     * When an acknowledgement goes out whose kind is sure (P3 to P5): at once or at the window's next opening. Where that opening
     * would come after the promised day it goes at once, whatever the hour: a mail at night is better than a broken promise.
     */
    public Instant acknowledgement(CouncilProfile council, Promise promise, Instant now) {
        return noticeBy(council, promise.acknowledgeBy(), now);
    }

    /**
     * When an acknowledgement goes out, in neutral words, that waits for a person to settle the kind: at the last open moment
     * that is safely before the promised day ends; where that has passed, as if the kind were sure.
     */
    public Instant unsureAcknowledgement(CouncilProfile council, Promise promise, Instant now) {
        Instant latest =
                windows.last(council, endOf(council, promise.acknowledgeBy()).minus(unsureBefore));
        return latest.isBefore(now) ? acknowledgement(council, promise, now) : latest;
    }

    /** When a notice goes out for which no day is promised: at once or at the window's next opening. */
    public Instant notice(CouncilProfile council, Instant from) {
        return windows.next(council, from);
    }

    /**
     * The same for one that is worth nothing after a day, as that of an extension after the date that it puts off (P7): at once,
     * whatever the hour, where the next opening would come after it.
     *
     * @param lastDay on which it can go out
     */
    public Instant noticeBy(CouncilProfile council, LocalDate lastDay, Instant from) {
        Instant opening = windows.next(council, from);
        return opening.isBefore(endOf(council, lastDay)) ? opening : from;
    }

    /**
     * When the survey goes out (P15): the council's number of days after the answer, when the window opens, and where nobody
     * works that day on the next on which somebody does. At the next such moment if the answer became known later than that.
     *
     * @param answeredOn the day of the answer, or of the acknowledgement where that is the answer
     * @return nothing where the council does not ask after this kind
     */
    public Optional<Instant> survey(CouncilProfile council, Kind kind, LocalDate answeredOn, Instant now) {
        Survey survey = council.survey();
        return survey.kinds().contains(kind)
                ? Optional.of(onWorkingDay(council, answeredOn.plusDays(survey.after()), now))
                : Optional.empty();
    }

    /**
     * When who has not answered the survey is asked once more.
     *
     * @param surveySentAt when the survey went out
     * @return nothing where the council does not remind, or only after the survey can no longer be answered
     */
    public Optional<Instant> surveyReminder(CouncilProfile council, Instant surveySentAt, Instant now) {
        Survey survey = council.survey();
        if (survey.remindAfter() == null) {
            return Optional.empty();
        }
        LocalDate sentOn = localDate(council, surveySentAt);
        Instant reminder = onWorkingDay(council, sentOn.plusDays(survey.remindAfter()), now);
        return Optional.of(reminder)
                .filter(at -> !localDate(council, at).isAfter(sentOn.plusDays(survey.answerWithin())));
    }

    /** The end of the sending hours in which the moment lies, or of the next ones; not before the moment itself. */
    public Instant closing(CouncilProfile council, Instant from) {
        LocalDate day = localDate(council, windows.next(council, from));
        Instant closes = council.sendingWindow().closesOn(day, council.timeZone());
        return closes.isBefore(from) ? from : closes;
    }

    /** When a survey goes out that could not when it was due: at once or at the window's next opening on a working day. */
    public Instant surveyHour(CouncilProfile council, Instant from) {
        return windows.nextOnWorkingDay(council, from);
    }

    /**
     * When the council's team is warned of a response date: when the window opens so many working days before it, or at the next
     * opening on a working day where that has passed.
     *
     * @return nothing where the date would be over by then
     */
    public Optional<Instant> approaching(CouncilProfile council, LocalDate respondBy, Instant now) {
        LocalDate day = calendar.minusWorkingDays(respondBy, warnBefore, council.closureDays());
        return Optional.of(onWorkingDay(council, day, now))
                .filter(warning -> warning.isBefore(overdueFrom(council, respondBy)));
    }

    /** When something is decided again for which today is not the day: at the opening of the next working day but today. */
    public Instant anotherDay(CouncilProfile council, Instant now) {
        return onWorkingDay(council, localDate(council, now).plusDays(1), now);
    }

    /** The last response date of which the council's team is warned on this day. */
    public LocalDate warnedUntil(CouncilProfile council, LocalDate today) {
        return calendar.plusWorkingDays(today, warnBefore, council.closureDays());
    }

    /**
     * The first moment at which an answer is overdue, whatever the hour; the team is told of it at the {@link #notice} after it.
     */
    public Instant overdueFrom(CouncilProfile council, LocalDate respondBy) {
        return endOf(council, respondBy);
    }

    private Instant onWorkingDay(CouncilProfile council, LocalDate day, Instant now) {
        Instant opens = council.sendingWindow().opensOn(day, council.timeZone());
        return windows.nextOnWorkingDay(council, opens.isBefore(now) ? now : opens);
    }

    /** The first moment after the day. */
    private static Instant endOf(CouncilProfile council, LocalDate day) {
        return day.plusDays(1).atStartOfDay(council.timeZone()).toInstant();
    }

    private static LocalDate localDate(CouncilProfile council, Instant instant) {
        return instant.atZone(council.timeZone()).toLocalDate();
    }
}
