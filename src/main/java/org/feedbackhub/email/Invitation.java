package org.feedbackhub.email;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.Organizer;
import biweekly.property.TextProperty;
import biweekly.util.DateTimeComponents;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a calendar invitation says (RFC 5545, 5546), as lines that a person can read. */
final class Invitation {

    private Invitation() {}

    /** Its lines, empty if it is broken or of no event. */
    static String text(String calendar) {
        try {
            ICalendar read = Biweekly.parse(calendar).first();
            return read == null || read.getEvents().isEmpty()
                    ? ""
                    : text(read.getEvents().get(0));
        } catch (RuntimeException e) {
            return "";
        }
    }

    private static String text(VEvent event) {
        List<String> lines = new ArrayList<>();
        line(lines, "Invitation", words(event.getSummary()));
        line(lines, "When", times(event.getDateStart(), event.getDateEnd()));
        line(lines, "Where", words(event.getLocation()));
        line(lines, "Organiser", organiser(event.getOrganizer()));
        String description = words(event.getDescription());
        return String.join("\n", lines) + (description == null ? "" : "\n\n" + description);
    }

    private static void line(List<String> lines, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            lines.add(label + ": " + value.strip());
        }
    }

    private static @Nullable String words(@Nullable TextProperty property) {
        return property == null ? null : property.getValue();
    }

    private static @Nullable String times(
            @Nullable DateOrDateTimeProperty start, @Nullable DateOrDateTimeProperty end) {
        String from = time(start);
        String until = time(end);
        return from == null || until == null ? from : from + " to " + until;
    }

    /** As it was written, in the time of the place; nobody is helped by a conversion. */
    private static @Nullable String time(@Nullable DateOrDateTimeProperty property) {
        if (property == null || property.getValue() == null) {
            return null;
        }
        DateTimeComponents raw = property.getValue().getRawComponents();
        if (raw == null) {
            return null;
        }
        String day = "%d-%02d-%02d".formatted(raw.getYear(), raw.getMonth(), raw.getDate());
        return property.getValue().hasTime()
                ? day + " %02d:%02d".formatted(raw.getHour(), raw.getMinute()) + (raw.isUtc() ? " UTC" : "")
                : day;
    }

    private static @Nullable String organiser(@Nullable Organizer organiser) {
        if (organiser == null) {
            return null;
        }
        return organiser.getCommonName() == null ? organiser.getEmail() : organiser.getCommonName();
    }
}
