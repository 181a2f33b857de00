package org.feedbackhub.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Days and moments as the councils' people read them. */
final class UkTime {

    static final ZoneId ZONE = ZoneId.of("Europe/London");

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private UkTime() {}

    static String of(Instant moment) {
        return MOMENT.format(moment.atZone(ZONE));
    }

    /** Nothing for a moment that has not come. */
    static String ofOptional(@Nullable Instant moment) {
        return moment == null ? "" : of(moment);
    }

    static String of(LocalDate day) {
        return DAY.format(day);
    }
}
