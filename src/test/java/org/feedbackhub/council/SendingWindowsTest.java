package org.feedbackhub.council;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The window of both councils: 08:00 to 18:00 on working days; all moments are in UTC. */
class SendingWindowsTest {

    private final WorkingCalendar calendar = TestCouncils.calendar();
    private final CouncilProfile council = TestCouncils.read().get(TestCouncils.WEST_LINDSEY);
    private final SendingWindows windows = new SendingWindows(calendar, false);

    @ParameterizedTest(name = "{0}: next at {1}")
    @CsvSource({
        // an ordinary Monday in winter: before, at and after the opening, and about the closing
        "2026-01-12T07:59:59Z, 2026-01-12T08:00:00Z",
        "2026-01-12T08:00:00Z, 2026-01-12T08:00:00Z",
        "2026-01-12T12:34:56Z, 2026-01-12T12:34:56Z",
        "2026-01-12T17:59:59.999Z, 2026-01-12T17:59:59.999Z",
        "2026-01-12T18:00:00Z, 2026-01-13T08:00:00Z",
        // at night, and over midnight
        "2026-01-12T23:59:59Z, 2026-01-13T08:00:00Z",
        "2026-01-13T00:00:00Z, 2026-01-13T08:00:00Z",
        // over a weekend
        "2026-01-16T18:00:00Z, 2026-01-19T08:00:00Z",
        "2026-01-17T12:00:00Z, 2026-01-19T08:00:00Z",
        "2026-01-18T23:59:59Z, 2026-01-19T08:00:00Z",
        // in summer the window opens at seven in UTC, and half past eleven at night is the next day
        "2026-06-01T06:59:59Z, 2026-06-01T07:00:00Z",
        "2026-06-01T16:59:59Z, 2026-06-01T16:59:59Z",
        "2026-06-01T17:00:00Z, 2026-06-02T07:00:00Z",
        "2026-06-05T23:30:00Z, 2026-06-08T07:00:00Z",
        // Good Friday to Easter Monday 2026, after the clocks went forward on 29 March
        "2026-03-27T18:00:00Z, 2026-03-30T07:00:00Z",
        "2026-04-02T17:00:00Z, 2026-04-07T07:00:00Z",
        "2026-04-06T12:00:00Z, 2026-04-07T07:00:00Z",
        // the clocks go back on 25 October 2026, within the weekend
        "2026-10-23T17:00:00Z, 2026-10-26T08:00:00Z",
        "2026-10-25T00:30:00Z, 2026-10-26T08:00:00Z",
        "2026-10-25T01:30:00Z, 2026-10-26T08:00:00Z",
        // Christmas 2026 on a Friday, with the substitute day on Monday 28 December
        "2026-12-24T17:59:59Z, 2026-12-24T17:59:59Z",
        "2026-12-24T18:00:00Z, 2026-12-29T08:00:00Z",
        "2026-12-31T18:00:00Z, 2027-01-04T08:00:00Z",
        // Christmas 2027 on a Saturday, with substitute days on Monday and Tuesday, and New Year's on 3 January
        "2027-12-24T18:00:00Z, 2027-12-29T08:00:00Z",
        "2027-12-31T18:00:00Z, 2028-01-04T08:00:00Z"
    })
    void residents_are_written_to_when_the_window_opens(Instant from, Instant next) {
        assertThat(windows.next(council, from)).isEqualTo(next);
        assertThat(windows.nextOnWorkingDay(council, from)).isEqualTo(next);
        assertThat(windows.next(council, next)).as("what is moved once stays").isEqualTo(next);
    }

    @ParameterizedTest(name = "until {0}: last at {1}")
    @CsvSource({
        // inside the window, at its opening and about its closing, of which the last minute is left to the sending
        "2026-01-13T12:34:56Z, 2026-01-13T12:34:56Z",
        "2026-01-13T08:00:00Z, 2026-01-13T08:00:00Z",
        "2026-01-13T07:59:59Z, 2026-01-12T17:59:00Z",
        "2026-01-13T17:59:00Z, 2026-01-13T17:59:00Z",
        "2026-01-13T17:59:30Z, 2026-01-13T17:59:00Z",
        "2026-01-13T18:00:00Z, 2026-01-13T17:59:00Z",
        "2026-01-13T23:59:59Z, 2026-01-13T17:59:00Z",
        "2026-01-14T00:00:00Z, 2026-01-13T17:59:00Z",
        // over a weekend
        "2026-01-19T07:59:59Z, 2026-01-16T17:59:00Z",
        "2026-01-18T12:00:00Z, 2026-01-16T17:59:00Z",
        // in summer, and over Easter with its four days
        "2026-06-02T06:59:59Z, 2026-06-01T16:59:00Z",
        "2026-04-07T06:59:59Z, 2026-04-02T16:59:00Z",
        // over the change of the clocks in spring and in autumn
        "2026-03-30T06:59:59Z, 2026-03-27T17:59:00Z",
        "2026-10-26T07:59:59Z, 2026-10-23T16:59:00Z",
        // over Christmas
        "2026-12-28T23:59:59Z, 2026-12-24T17:59:00Z",
        "2027-12-29T07:59:59Z, 2027-12-24T17:59:00Z"
    })
    void the_last_moment_is_one_at_which_residents_are_written_to(Instant until, Instant last) {
        assertThat(windows.last(council, until)).isEqualTo(last);
        assertThat(windows.next(council, last)).as("the window is open then").isEqualTo(last);
    }

    @Test
    void the_councils_own_closure_days_count_as_weekends_do() {
        CouncilProfile closed = TestCouncils.with(
                council,
                council.sendingWindow(),
                Set.of(LocalDate.parse("2026-12-29"), LocalDate.parse("2026-12-30"), LocalDate.parse("2026-12-31")));

        assertThat(windows.next(closed, Instant.parse("2026-12-24T18:00:00Z"))).isEqualTo("2027-01-04T08:00:00Z");
        assertThat(windows.last(closed, Instant.parse("2027-01-04T07:59:59Z"))).isEqualTo("2026-12-24T17:59:00Z");
    }

    @Test
    void a_window_of_every_day_opens_at_weekends_but_not_for_what_needs_a_working_day() {
        CouncilProfile everyDay =
                TestCouncils.with(council, new SendingWindow(LocalTime.of(9, 0), LocalTime.of(17, 0), true), Set.of());
        Instant fridayNight = Instant.parse("2026-01-16T20:00:00Z");
        Instant saturdayNoon = Instant.parse("2026-01-17T12:00:00Z");

        assertThat(windows.next(everyDay, fridayNight)).isEqualTo("2026-01-17T09:00:00Z");
        assertThat(windows.next(everyDay, saturdayNoon)).isEqualTo(saturdayNoon);
        assertThat(windows.last(everyDay, saturdayNoon)).isEqualTo(saturdayNoon);
        assertThat(windows.nextOnWorkingDay(everyDay, saturdayNoon)).isEqualTo("2026-01-19T09:00:00Z");
        // Christmas Day
        assertThat(windows.next(everyDay, Instant.parse("2026-12-25T12:00:00Z")))
                .isEqualTo("2026-12-25T12:00:00Z");
    }

    /** At one in the morning of 29 March 2026 it is two; from two to one on 25 October each minute comes twice. */
    @Test
    void a_window_of_the_night_survives_the_change_of_the_clocks() {
        CouncilProfile nightly =
                TestCouncils.with(council, new SendingWindow(LocalTime.of(1, 30), LocalTime.of(3, 0), true), Set.of());

        assertThat(windows.next(nightly, Instant.parse("2026-03-29T00:59:59Z"))).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(windows.last(nightly, Instant.parse("2026-03-29T12:00:00Z"))).isEqualTo("2026-03-29T01:59:00Z");
        assertThat(windows.next(nightly, Instant.parse("2026-10-25T00:00:00Z"))).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(windows.next(nightly, Instant.parse("2026-10-25T02:59:59Z"))).isEqualTo("2026-10-25T02:59:59Z");
        assertThat(windows.next(nightly, Instant.parse("2026-10-25T03:00:00Z"))).isEqualTo("2026-10-26T01:30:00Z");
    }

    @Test
    void a_window_shorter_than_the_last_minute_has_a_last_moment_too() {
        CouncilProfile brief = TestCouncils.with(
                council, new SendingWindow(LocalTime.of(9, 0), LocalTime.of(9, 0, 30), false), Set.of());

        assertThat(windows.last(brief, Instant.parse("2026-01-13T12:00:00Z"))).isEqualTo("2026-01-13T09:00:00Z");
    }

    @Test
    void nothing_waits_where_windows_are_always_open() {
        SendingWindows open = new SendingWindows(calendar, true);
        Instant christmasNight = Instant.parse("2026-12-25T03:00:00Z");

        assertThat(open.next(council, christmasNight)).isEqualTo(christmasNight);
        assertThat(open.nextOnWorkingDay(council, christmasNight)).isEqualTo(christmasNight);
        assertThat(open.last(council, christmasNight)).isEqualTo(christmasNight);
    }
}
