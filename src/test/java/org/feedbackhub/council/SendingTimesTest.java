package org.feedbackhub.council;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The window of both councils: 08:00 to 18:00 on working days; all moments are in UTC. */
class SendingTimesTest {

    private static final Duration UNSURE_BEFORE = Duration.ofHours(32);
    private static final int WARN_BEFORE = 3;

    private final WorkingCalendar calendar = TestCouncils.calendar();
    private final CouncilProfile westLindsey = TestCouncils.read().get(TestCouncils.WEST_LINDSEY);
    private final CouncilProfile northKesteven = TestCouncils.read().get(TestCouncils.NORTH_KESTEVEN);
    private final SendingTimes times =
            new SendingTimes(new SendingWindows(calendar, false), calendar, UNSURE_BEFORE, WARN_BEFORE);

    @ParameterizedTest(name = "at {0}, promised by {1}: {2}")
    @CsvSource({
        // at once while the window is open, else when it opens next
        "2026-06-03T10:15:30Z, 2026-06-08, 2026-06-03T10:15:30Z",
        "2026-06-03T20:00:00Z, 2026-06-08, 2026-06-04T07:00:00Z",
        "2026-06-06T12:00:00Z, 2026-06-12, 2026-06-08T07:00:00Z",
        // the opening on the promised day itself is early enough, in winter and in summer
        "2026-06-05T20:00:00Z, 2026-06-08, 2026-06-08T07:00:00Z",
        "2026-01-13T06:00:00Z, 2026-01-13, 2026-01-13T08:00:00Z",
        // the promised day is a Sunday, and the next opening is on Monday: at once, whatever the hour
        "2026-06-05T17:00:00Z, 2026-06-07, 2026-06-05T17:00:00Z",
        "2026-06-07T02:00:00Z, 2026-06-07, 2026-06-07T02:00:00Z",
        // at 22:59 UTC it is a minute before midnight in London
        "2026-06-08T22:59:00Z, 2026-06-08, 2026-06-08T22:59:00Z",
        // over Christmas
        "2026-12-24T18:00:00Z, 2026-12-28, 2026-12-24T18:00:00Z",
        "2026-12-24T18:00:00Z, 2026-12-29, 2026-12-29T08:00:00Z",
        // what is late already does not become later
        "2026-06-10T03:00:00Z, 2026-06-08, 2026-06-10T03:00:00Z"
    })
    @Clause({"P3", "P4", "P5"})
    void a_sure_acknowledgement_waits_for_the_window_but_never_breaks_the_promise(
            Instant now, LocalDate acknowledgeBy, Instant due) {
        assertThat(times.acknowledgement(westLindsey, promise(acknowledgeBy), now))
                .isEqualTo(due);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-06-03T10:15:30Z, 2026-06-03T17:00:00Z",
        "2026-06-03T17:00:00Z, 2026-06-04T17:00:00Z",
        // three days after the evening before Good Friday is Easter Sunday
        "2026-04-05T16:59:00Z, 2026-04-07T17:00:00Z",
        "2026-12-26T12:00:00Z, 2026-12-29T18:00:00Z"
    })
    void what_is_tried_for_some_days_is_tried_until_hours_of_sending_are_over(Instant from, Instant closing) {
        assertThat(times.closing(westLindsey, from)).isEqualTo(closing);
    }

    @ParameterizedTest(name = "at {0}, promised by {1}: {2}")
    @CsvSource({
        // 32 hours before Tuesday is over: Monday at four in the afternoon, by London's clock
        "2026-06-03T10:15:30Z, 2026-06-09, 2026-06-08T15:00:00Z",
        "2026-01-08T10:00:00Z, 2026-01-13, 2026-01-12T16:00:00Z",
        // 32 hours before Monday is over is Sunday: on Friday, just before the window closes
        "2026-06-03T10:15:30Z, 2026-06-08, 2026-06-05T16:59:00Z",
        // that has passed: at once, or at the next opening that keeps the promise
        "2026-06-05T16:59:30Z, 2026-06-08, 2026-06-05T16:59:30Z",
        "2026-06-06T09:00:00Z, 2026-06-08, 2026-06-08T07:00:00Z",
        "2026-06-08T16:00:00Z, 2026-06-08, 2026-06-08T16:00:00Z",
        "2026-06-08T20:00:00Z, 2026-06-08, 2026-06-08T20:00:00Z",
        // over the change of the clocks: 32 hours before Monday 26 October 2026 is over is Sunday, hence Friday
        "2026-10-20T09:00:00Z, 2026-10-26, 2026-10-23T16:59:00Z",
        // Christmas Eve is the last safe day before the holidays
        "2026-12-22T09:00:00Z, 2026-12-29, 2026-12-24T17:59:00Z"
    })
    void an_unsure_acknowledgement_waits_for_a_person_until_a_safe_open_moment(
            Instant now, LocalDate acknowledgeBy, Instant due) {
        assertThat(times.unsureAcknowledgement(westLindsey, promise(acknowledgeBy), now))
                .isEqualTo(due);
    }

    @Test
    void nothing_waits_for_a_window_that_is_always_open_but_a_person_is_waited_for() {
        SendingTimes open = new SendingTimes(new SendingWindows(calendar, true), calendar, UNSURE_BEFORE, WARN_BEFORE);
        Instant night = Instant.parse("2026-06-03T02:00:00Z");
        Promise promise = promise(LocalDate.parse("2026-06-08"));

        assertThat(open.acknowledgement(westLindsey, promise, night)).isEqualTo(night);
        assertThat(open.unsureAcknowledgement(westLindsey, promise, night)).isEqualTo("2026-06-07T15:00:00Z");
        assertThat(open.notice(westLindsey, night)).isEqualTo(night);
        assertThat(open.survey(westLindsey, Kind.COMPLAINT, LocalDate.parse("2026-06-03"), night))
                .contains(Instant.parse("2026-06-10T07:00:00Z"));
    }

    @ParameterizedTest(name = "answered on {0}, known at {1}: {2}")
    @CsvSource({
        // a Wednesday to a Wednesday
        "2026-06-03, 2026-06-03T15:00:00Z, 2026-06-10T07:00:00Z",
        // answered on a Saturday: on the Monday after the Saturday
        "2026-06-06, 2026-06-06T15:00:00Z, 2026-06-15T07:00:00Z",
        // the seventh day is Good Friday, or in the week of Christmas
        "2026-03-27, 2026-03-27T15:00:00Z, 2026-04-07T07:00:00Z",
        "2026-12-18, 2026-12-18T15:00:00Z, 2026-12-29T08:00:00Z",
        // over the change of the clocks in autumn
        "2026-10-20, 2026-10-20T15:00:00Z, 2026-10-27T08:00:00Z",
        // the hub is told of the answer later than that
        "2026-06-03, 2026-06-12T10:00:00Z, 2026-06-12T10:00:00Z",
        "2026-06-03, 2026-06-12T20:00:00Z, 2026-06-15T07:00:00Z"
    })
    @Clause("P15")
    void the_survey_goes_out_a_week_after_the_answer_on_a_working_day(LocalDate answeredOn, Instant now, Instant due) {
        assertThat(times.survey(westLindsey, Kind.COMPLAINT, answeredOn, now)).contains(due);
    }

    @Test
    void no_survey_where_the_council_does_not_ask() {
        Instant now = Instant.parse("2026-06-03T15:00:00Z");
        LocalDate today = LocalDate.parse("2026-06-03");

        assertThat(times.survey(northKesteven, Kind.COMPLAINT, today, now)).isEmpty();
        assertThat(times.survey(westLindsey, Kind.SERVICE_REQUEST, today, now)).isEmpty();
        assertThat(times.surveyReminder(northKesteven, now, now)).isEmpty();
    }

    @Test
    void the_reminder_follows_the_survey_while_it_can_still_be_answered() {
        Instant sent = Instant.parse("2026-06-10T07:00:00Z");
        Survey brief = new Survey(Set.of(Kind.COMPLAINT), 7, 14, 60, 14, "P15");
        CouncilProfile council = TestCouncils.with(westLindsey, westLindsey.sendingWindow(), Set.of(), brief);

        assertThat(times.surveyReminder(westLindsey, sent, sent)).contains(Instant.parse("2026-06-24T07:00:00Z"));
        assertThat(times.surveyReminder(westLindsey, Instant.parse("2026-12-14T10:00:00Z"), sent))
                .contains(Instant.parse("2026-12-29T08:00:00Z"));
        assertThat(times.surveyReminder(council, sent, sent)).contains(Instant.parse("2026-06-24T07:00:00Z"));
        // the day on which it would go out is a Sunday, and on Monday it is too late
        assertThat(times.surveyReminder(council, Instant.parse("2026-06-14T10:00:00Z"), sent))
                .isEmpty();
    }

    @ParameterizedTest(name = "to be answered by {0}, known at {1}: {2}")
    @CsvSource({
        // three working days before a Friday, a Monday and a Sunday
        "2026-06-19, 2026-06-01T10:00:00Z, 2026-06-16T07:00:00Z",
        "2026-06-22, 2026-06-01T10:00:00Z, 2026-06-17T07:00:00Z",
        "2026-06-21, 2026-06-01T10:00:00Z, 2026-06-17T07:00:00Z",
        // over Easter, and over Christmas
        "2026-04-07, 2026-03-20T10:00:00Z, 2026-03-31T07:00:00Z",
        "2026-12-29, 2026-12-10T10:00:00Z, 2026-12-22T08:00:00Z",
        // known too late for that: at the next opening
        "2026-06-19, 2026-06-17T10:00:00Z, 2026-06-17T10:00:00Z",
        "2026-06-19, 2026-06-18T20:00:00Z, 2026-06-19T07:00:00Z",
        // and not at all where it would be over by then
        "2026-06-19, 2026-06-19T20:00:00Z,",
        "2026-06-21, 2026-06-19T20:00:00Z,"
    })
    void the_team_is_warned_working_days_before_a_response_date(LocalDate respondBy, Instant now, Instant due) {
        assertThat(times.approaching(westLindsey, respondBy, now).orElse(null)).isEqualTo(due);
    }

    @Test
    void an_answer_is_overdue_from_midnight_by_the_councils_clock() {
        assertThat(times.overdueFrom(westLindsey, LocalDate.parse("2026-06-19")))
                .isEqualTo("2026-06-19T23:00:00Z");
        assertThat(times.overdueFrom(westLindsey, LocalDate.parse("2026-12-18")))
                .isEqualTo("2026-12-19T00:00:00Z");
        // the day on which the clocks go back
        assertThat(times.overdueFrom(westLindsey, LocalDate.parse("2026-10-25")))
                .isEqualTo("2026-10-26T00:00:00Z");
    }

    @Test
    void a_notice_waits_for_the_window_unless_it_would_come_too_late() {
        Instant fridayNight = Instant.parse("2026-06-05T20:00:00Z");

        assertThat(times.notice(northKesteven, fridayNight)).isEqualTo("2026-06-08T07:00:00Z");
        assertThat(times.noticeBy(northKesteven, LocalDate.parse("2026-06-08"), fridayNight))
                .isEqualTo("2026-06-08T07:00:00Z");
        assertThat(times.noticeBy(northKesteven, LocalDate.parse("2026-06-06"), fridayNight))
                .isEqualTo(fridayNight);
    }

    private static Promise promise(LocalDate acknowledgeBy) {
        return new Promise(acknowledgeBy, null);
    }
}
