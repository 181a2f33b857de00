package org.feedbackhub.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A time by UK clocks as somebody typed it into a form; what is left out is empty. */
record WantedTime(String day, String month, String year, String time) {

    private static final Pattern TIME = Pattern.compile("(\\d{1,2})[:.](\\d{2})");

    WantedTime(@Nullable String day, @Nullable String month, @Nullable String year, @Nullable String time) {
        this.day = typed(day);
        this.month = typed(month);
        this.year = typed(year);
        this.time = typed(time);
    }

    static WantedTime of(Instant moment) {
        ZonedDateTime at = moment.atZone(UkTime.ZONE);
        return new WantedTime(
                Integer.toString(at.getDayOfMonth()),
                Integer.toString(at.getMonthValue()),
                Integer.toString(at.getYear()),
                "%d:%02d".formatted(at.getHour(), at.getMinute()));
    }

    /** Nothing where it is none; an hour later where the clocks skip it. */
    Optional<Instant> moment() {
        Matcher clock = TIME.matcher(time);
        if (!clock.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            LocalTime at = LocalTime.of(Integer.parseInt(clock.group(1)), Integer.parseInt(clock.group(2)));
            return Optional.of(date.atTime(at).atZone(UkTime.ZONE).toInstant());
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String typed(@Nullable String field) {
        return field == null ? "" : field.strip();
    }
}
