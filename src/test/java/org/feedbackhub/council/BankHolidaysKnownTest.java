package org.feedbackhub.council;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The last bank holiday known is Boxing Day 2028. */
@ExtendWith(OutputCaptureExtension.class)
class BankHolidaysKnownTest {

    private final WorkingCalendar calendar = TestCouncils.calendar();

    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource({
        "2026-11-22T09:00:00Z, UP",
        "2027-12-31T23:59:59Z, UP",
        "2028-01-01T00:00:00Z, EXPIRING",
        "2028-12-31T23:59:59Z, EXPIRING",
        "2029-01-01T00:00:00Z, DOWN"
    })
    void the_end_of_the_bank_holidays_shows_a_year_ahead(Instant now, String status) {
        Health health = known(calendar, now).health();

        assertThat(health.getStatus().getCode()).isEqualTo(status);
        assertThat(health.getDetails()).containsEntry("knownUntil", "2028-12-31");
    }

    @Test
    void the_log_warns_of_it(CapturedOutput log) {
        known(calendar, Instant.parse("2028-06-01T09:00:00Z")).warn();
        known(calendar, Instant.parse("2029-06-01T09:00:00Z")).warn();

        assertThat(log)
                .contains("event=bank-holidays-expiring known-until=2028-12-31")
                .contains("event=bank-holidays-run-out known-until=2028-12-31");
    }

    @Test
    void the_log_is_silent_while_there_are_enough(CapturedOutput log) {
        known(calendar, Instant.parse("2026-06-01T09:00:00Z")).warn();

        assertThat(log).doesNotContain("bank-holidays");
    }

    @Test
    void a_list_that_ends_before_its_years_last_bank_holiday_counts_as_the_whole_year() {
        WorkingCalendar oneDay = new WorkingCalendar(Set.of(LocalDate.parse("2026-01-01")));

        assertThat(oneDay.knownUntil()).isEqualTo("2026-12-31");
    }

    private static BankHolidaysKnown known(WorkingCalendar calendar, Instant now) {
        return new BankHolidaysKnown(calendar, InstantSource.fixed(now));
    }
}
