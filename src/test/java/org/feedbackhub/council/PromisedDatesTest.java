package org.feedbackhub.council;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Promise;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromisedDatesTest {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Councils councils = TestCouncils.read();
    private final Deadlines deadlines = TestCouncils.deadlines();
    private final WorkingCalendar calendar = TestCouncils.calendar();
    private final SendingTimes times =
            new SendingTimes(new SendingWindows(calendar, false), calendar, Duration.ofHours(32), 3);
    private final PromisedDates dates = new PromisedDates(deadlines, times, PAUSE);

    /** By hand from the Complaint Handling Code and a wall calendar: the window is open on working days from 8 to 18. */
    @ParameterizedTest(name = "{0} received {1}: acknowledged by {2}, answered by {3}")
    @CsvSource({
        // within the window, on a Wednesday, the acknowledgement goes out at once
        "lgsco-code,     2026-06-03T09:00:00Z, 2026-06-10, 2026-06-17",
        // on a Saturday night it goes out on Monday
        "lgsco-code,     2026-06-06T22:00:00Z, 2026-06-12, 2026-06-22",
        // on a Friday evening, and within the pause before the window closes
        "lgsco-code,     2026-06-05T17:30:00Z, 2026-06-12, 2026-06-22",
        "lgsco-code,     2026-06-05T16:59:30Z, 2026-06-12, 2026-06-22",
        // in the night before Good Friday it goes out on Tuesday
        "lgsco-code,     2026-04-02T20:00:00Z, 2026-04-13, 2026-04-21",
        // what counts from receipt does so at any hour
        "north-kesteven, 2026-06-06T22:00:00Z, 2026-06-11, 2026-06-21",
        "west-lindsey,   2026-06-06T22:00:00Z, 2026-06-12, 2026-06-27"
    })
    void counts_from_the_moment_at_which_the_acknowledgement_can_go_out(
            String council, Instant receivedAt, LocalDate acknowledgeBy, LocalDate respondBy) {
        Promise promise = dates.sure(councils.get(new CouncilId(council)), Kind.COMPLAINT, receivedAt, receivedAt);

        assertThat(promise).isEqualTo(new Promise(acknowledgeBy, respondBy));
    }
}
