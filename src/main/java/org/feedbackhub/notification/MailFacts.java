package org.feedbackhub.notification;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is fixed when a notification is planned and told when it is sent; nothing personal. */
final class MailFacts {

    /** The occasion of an ombudsman's address: somebody asked for a stage that there is not. */
    static final String REQUESTED = "requested";

    /** The same: the last stage was answered. */
    static final String ANSWERED = "answered";

    /** When an officer's notification was planned, from which it counts whether somebody has looked since. */
    static final String PLANNED_AT = "plannedAt";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private MailFacts() {}

    /** The beginning of the occasion of an extension to this date, or to none; what follows tells when it was told. */
    static String extended(@Nullable LocalDate until) {
        return until + "-";
    }

    static Map<String, String> extension(LocalDate until, @Nullable String reason) {
        Map<String, String> facts = new HashMap<>();
        facts.put("extendedTo", date(until));
        if (reason != null) {
            facts.put("extensionReason", reason);
        }
        return facts;
    }

    static Map<String, String> nextStage(int stage, @Nullable LocalDate respondBy, @Nullable String reviewer) {
        Map<String, String> facts = new HashMap<>();
        facts.put("nextStage", Integer.toString(stage));
        if (respondBy != null) {
            facts.put("nextStageBy", date(respondBy));
        }
        if (reviewer != null) {
            facts.put("reviewer", reviewer);
        }
        return facts;
    }

    /** As it stands in a letter. */
    static String date(LocalDate date) {
        return DATE.format(date);
    }
}
