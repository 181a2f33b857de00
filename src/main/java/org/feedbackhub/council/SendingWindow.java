package org.feedbackhub.council;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When residents are written to.
 *
 * @param opens from when on a day, in the council's time zone
 * @param closes until when on a day; at this time it is closed
 * @param everyDay whether also on days that are no working days
 */
public record SendingWindow(@NotNull LocalTime opens, @NotNull LocalTime closes, boolean everyDay) {

    @AssertTrue(message = "needs opens before closes")
    boolean isOpenAtAll() {
        return opens.isBefore(closes);
    }

    /** The moment at which it opens on a day on which it does. */
    Instant opensOn(LocalDate day, ZoneId zone) {
        return day.atTime(opens).atZone(zone).toInstant();
    }

    /** The moment at which it is closed on a day on which it was open. */
    Instant closesOn(LocalDate day, ZoneId zone) {
        return day.atTime(closes).atZone(zone).toInstant();
    }
}
