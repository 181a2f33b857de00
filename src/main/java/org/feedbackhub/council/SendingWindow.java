package org.feedbackhub.council;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.LocalTime;

/**
 * When residents are written to.
 *
 * @param opens from when on a day, in the council's time zone
 * @param closes until when on a day
 * @param everyDay whether also on days that are no working days
 */
public record SendingWindow(@NotNull LocalTime opens, @NotNull LocalTime closes, boolean everyDay) {

    @AssertTrue(message = "needs opens before closes")
    boolean isOpenAtAll() {
        return opens.isBefore(closes);
    }
}
