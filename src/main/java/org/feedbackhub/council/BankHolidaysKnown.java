package org.feedbackhub.council;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Tells a year ahead that the bank holidays known come to an end, after which every bank holiday would be counted as a working
 * day; a line of the log at the start, and part of the group {@code operations}.
 */
final class BankHolidaysKnown implements HealthIndicator {

    /** Dates are still right, and somebody has to bring a newer list. */
    static final Status EXPIRING = new Status("EXPIRING", "the bank holidays known end within a year");

    private static final Logger LOG = LoggerFactory.getLogger(BankHolidaysKnown.class);
    private static final Period WARN_BEFORE = Period.ofMonths(12);
    private static final ZoneId ENGLAND_AND_WALES = ZoneId.of("Europe/London");

    private final WorkingCalendar calendar;
    private final InstantSource clock;

    BankHolidaysKnown(WorkingCalendar calendar, InstantSource clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public Health health() {
        return Health.status(status())
                .withDetail("knownUntil", calendar.knownUntil().toString())
                .build();
    }

    @EventListener(ApplicationReadyEvent.class)
    void warn() {
        Status status = status();
        if (!status.equals(Status.UP)) {
            LOG.warn(
                    "event=bank-holidays-{} known-until={} newer=https://www.gov.uk/bank-holidays.json to=config/bank-holidays.json",
                    status.equals(EXPIRING) ? "expiring" : "run-out",
                    calendar.knownUntil());
        }
    }

    private Status status() {
        LocalDate today = clock.instant().atZone(ENGLAND_AND_WALES).toLocalDate();
        LocalDate end = calendar.knownUntil();
        if (today.isAfter(end)) {
            return Status.DOWN;
        }
        return today.plus(WARN_BEFORE).isAfter(end) ? EXPIRING : Status.UP;
    }
}
