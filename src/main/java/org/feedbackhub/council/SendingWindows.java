package org.feedbackhub.council;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/** When a council's residents are written to. */
public final class SendingWindows {

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

    /** The last moment up to this one at which residents are written to: for what must not be later. */
    public Instant last(CouncilProfile council, Instant until) {
        if (alwaysOpen) {
            return until;
        }
        SendingWindow window = council.sendingWindow();
        ZonedDateTime local = until.atZone(council.timeZone());
        LocalDate day = local.toLocalTime().isBefore(window.opens())
                ? local.toLocalDate().minusDays(1)
                : local.toLocalDate();
        while (!open(council, day, window.everyDay())) {
            day = day.minusDays(1);
        }
        ZonedDateTime closes = day.atTime(window.closes()).atZone(council.timeZone());
        return closes.isBefore(local) ? closes.toInstant() : until;
    }

    private Instant first(CouncilProfile council, Instant from, boolean everyDay) {
        SendingWindow window = council.sendingWindow();
        ZonedDateTime local = from.atZone(council.timeZone());
        LocalDate day = local.toLocalTime().isBefore(window.closes())
                ? local.toLocalDate()
                : local.toLocalDate().plusDays(1);
        while (!open(council, day, everyDay)) {
            day = day.plusDays(1);
        }
        ZonedDateTime opens = day.atTime(window.opens()).atZone(council.timeZone());
        return opens.isAfter(local) ? opens.toInstant() : from;
    }

    private boolean open(CouncilProfile council, LocalDate day, boolean everyDay) {
        return everyDay || calendar.isWorkingDay(day, council.closureDays());
    }
}
