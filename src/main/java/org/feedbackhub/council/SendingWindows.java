package org.feedbackhub.council;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** When a council's residents are written to: from the moment at which its window opens to just before it closes. */
public final class SendingWindows {

    /** So long before the window closes the last mail is due, so that it is still open when that goes out. */
    private static final Duration LAST_CALL = Duration.ofMinutes(1);

    private final WorkingCalendar calendar;
    private final boolean alwaysOpen;

    /** @param alwaysOpen whether nothing waits, for trying out */
    public SendingWindows(WorkingCalendar calendar, boolean alwaysOpen) {
        this.calendar = calendar;
        this.alwaysOpen = alwaysOpen;
    }

    /** The first moment from this one on at which residents are written to. */
    public Instant next(CouncilProfile council, Instant from) {
        return alwaysOpen ? from : first(council, from, council.sendingWindow().everyDay());
    }

    /** The same on a working day, whatever the window says of other days. */
    public Instant nextOnWorkingDay(CouncilProfile council, Instant from) {
        return alwaysOpen ? from : first(council, from, false);
    }

    /**
     * The last moment up to this one for which something can be planned: for what must not be later. At the end of a day that
     * is a minute before the window closes.
     */
    public Instant last(CouncilProfile council, Instant until) {
        if (alwaysOpen) {
            return until;
        }
        SendingWindow window = council.sendingWindow();
        LocalDate day = until.atZone(council.timeZone()).toLocalDate();
        while (!isOpen(council, day, window.everyDay()) || until.isBefore(window.opensOn(day, council.timeZone()))) {
            day = day.minusDays(1);
        }
        Instant lastCall = later(
                window.opensOn(day, council.timeZone()),
                window.closesOn(day, council.timeZone()).minus(LAST_CALL));
        return lastCall.isBefore(until) ? lastCall : until;
    }

    private Instant first(CouncilProfile council, Instant from, boolean everyDay) {
        SendingWindow window = council.sendingWindow();
        LocalDate day = from.atZone(council.timeZone()).toLocalDate();
        while (!isOpen(council, day, everyDay) || !from.isBefore(window.closesOn(day, council.timeZone()))) {
            day = day.plusDays(1);
        }
        return later(from, window.opensOn(day, council.timeZone()));
    }

    private boolean isOpen(CouncilProfile council, LocalDate day, boolean everyDay) {
        return everyDay || calendar.isWorkingDay(day, council.closureDays());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
