package org.feedbackhub.council;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Standing;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {

    private final Councils councils = TestCouncils.read();
    private final Deadlines deadlines = TestCouncils.deadlines();

    /** By hand from the policies' texts and a wall calendar: P3 to P6, and the Code's stage 1. */
    @ParameterizedTest(name = "{0} {1} received {2}: acknowledged by {3}, answered by {4}")
    @CsvSource({
        // an ordinary Monday
        "west-lindsey,   compliment,      2026-06-01T09:00:00Z, 2026-06-08,",
        "west-lindsey,   comment,         2026-06-01T09:00:00Z, 2026-06-15, 2026-06-15",
        "west-lindsey,   complaint,       2026-06-01T09:00:00Z, 2026-06-08, 2026-06-22",
        "west-lindsey,   service-request, 2026-06-01T09:00:00Z, 2026-06-08,",
        "north-kesteven, compliment,      2026-06-01T09:00:00Z, 2026-06-08,",
        "north-kesteven, comment,         2026-06-01T09:00:00Z, 2026-06-08, 2026-06-22",
        "north-kesteven, complaint,       2026-06-01T09:00:00Z, 2026-06-05, 2026-06-16",
        // over Easter: Good Friday is 3 April, Easter Monday 6 April 2026
        "north-kesteven, complaint,       2026-04-01T09:00:00Z, 2026-04-09, 2026-04-16",
        "west-lindsey,   complaint,       2026-04-01T09:00:00Z, 2026-04-10, 2026-04-22",
        "north-kesteven, comment,         2026-04-01T09:00:00Z, 2026-04-10, 2026-04-24",
        // Christmas 2027 on a Saturday: 27 and 28 December are the substitute days, 3 January 2028 New Year's
        "north-kesteven, complaint,       2027-12-23T09:00:00Z, 2027-12-31, 2028-01-07",
        "north-kesteven, comment,         2027-12-24T09:00:00Z, 2028-01-05, 2028-01-19",
        // received on a Sunday, and at 23:59 on a Friday: the day itself is day 0
        "north-kesteven, complaint,       2026-06-07T10:00:00Z, 2026-06-11, 2026-06-22",
        "north-kesteven, complaint,       2026-06-05T22:59:00Z, 2026-06-11, 2026-06-20",
        // 23:30 UTC in summer is the next day in London
        "north-kesteven, complaint,       2026-06-05T23:30:00Z, 2026-06-11, 2026-06-21",
        // the clocks go back on 25 October 2026 and forward on 28 March 2027: a day stays a day
        "west-lindsey,   compliment,      2026-10-24T23:30:00Z, 2026-11-01,",
        "west-lindsey,   compliment,      2026-10-25T23:30:00Z, 2026-11-01,",
        "west-lindsey,   complaint,       2027-03-27T23:59:59Z, 2027-04-05, 2027-04-17",
        // a calendar deadline may fall on a Sunday and does not roll over
        "west-lindsey,   complaint,       2026-06-07T10:00:00Z, 2026-06-12, 2026-06-28"
    })
    @Clause({"P3", "P4", "P5", "P6"})
    void promises_what_the_policy_says(
            String council, String kind, Instant receivedAt, LocalDate acknowledgeBy, LocalDate respondBy) {
        CouncilProfile profile = councils.get(new CouncilId(council));

        Promise promise = deadlines.sure(profile, kind(kind), receivedAt, receivedAt);

        assertThat(promise).isEqualTo(new Promise(acknowledgeBy, respondBy));
    }

    @Test
    void counts_the_codes_answer_from_the_acknowledgement() {
        CouncilProfile code = councils.get(TestCouncils.CODE);
        Instant monday = Instant.parse("2026-06-01T09:00:00Z");

        Promise acknowledgedOnWednesday =
                deadlines.sure(code, Kind.COMPLAINT, monday, Instant.parse("2026-06-03T09:00:00Z"));
        Promise acknowledgedTooLate =
                deadlines.sure(code, Kind.COMPLAINT, monday, Instant.parse("2026-07-01T09:00:00Z"));

        assertThat(acknowledgedOnWednesday)
                .isEqualTo(new Promise(LocalDate.parse("2026-06-08"), LocalDate.parse("2026-06-17")));
        assertThat(acknowledgedTooLate.respondBy()).isEqualTo(LocalDate.parse("2026-06-22"));
    }

    @Test
    void promises_the_earliest_while_the_kind_is_unsure() {
        Instant monday = Instant.parse("2026-06-01T09:00:00Z");

        assertThat(deadlines
                        .unsure(councils.get(TestCouncils.NORTH_KESTEVEN), Kind.COMMENT, monday)
                        .acknowledgeBy())
                .isEqualTo(LocalDate.parse("2026-06-05"));
        assertThat(deadlines
                        .unsure(councils.get(TestCouncils.WEST_LINDSEY), Kind.COMMENT, monday)
                        .acknowledgeBy())
                .isEqualTo(LocalDate.parse("2026-06-08"));
    }

    private static Kind kind(String id) {
        return java.util.Arrays.stream(Kind.values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The window of three months ends on the same day of the month, or its last, inclusive; by London's date. */
    @ParameterizedTest(name = "answered on {0}, asked for at {1}: {2}")
    @CsvSource({
        "2026-01-15, 2026-04-15T09:00:00Z, WITHIN",
        "2026-01-15, 2026-04-16T09:00:00Z, OUT_OF_TIME",
        "2026-01-31, 2026-04-30T22:59:59Z, WITHIN",
        "2026-01-31, 2026-04-30T23:00:00Z, OUT_OF_TIME",
        "2027-11-30, 2028-02-29T23:59:59Z, WITHIN",
        "2027-11-30, 2028-03-01T00:00:00Z, OUT_OF_TIME",
        "2026-11-30, 2027-02-28T12:00:00Z, WITHIN",
        "2026-11-30, 2027-03-01T12:00:00Z, OUT_OF_TIME",
        "2028-02-29, 2028-05-29T12:00:00Z, WITHIN",
        "2028-02-29, 2028-05-30T12:00:00Z, OUT_OF_TIME",
        "           , 2026-04-15T09:00:00Z, NOT_ANSWERED"
    })
    @Clause("P8")
    void the_next_stage_can_be_asked_for_until_the_window_ends(LocalDate answered, Instant asked, Standing standing) {
        CouncilProfile council = councils.get(TestCouncils.NORTH_KESTEVEN);

        assertThat(deadlines.standing(council, atStage(1), answered, asked)).isEqualTo(standing);
    }

    @Test
    @Clause("P8")
    void there_is_nothing_behind_the_last_stage() {
        Instant now = Instant.parse("2026-06-01T09:00:00Z");
        LocalDate today = LocalDate.parse("2026-06-01");

        assertThat(deadlines.standing(councils.get(TestCouncils.NORTH_KESTEVEN), atStage(2), today, now))
                .isEqualTo(Standing.NO_FURTHER_STAGE);
        assertThat(deadlines.standing(councils.get(TestCouncils.WEST_LINDSEY), atStage(1), null, now))
                .isEqualTo(Standing.NO_FURTHER_STAGE);
    }

    @Test
    void the_next_stage_can_be_asked_for_at_any_time_where_the_policy_sets_no_window() {
        assertThat(deadlines.standing(
                        councils.get(TestCouncils.CODE),
                        atStage(1),
                        LocalDate.parse("2024-01-31"),
                        Instant.parse("2026-06-01T09:00:00Z")))
                .isEqualTo(Standing.WITHIN);
    }

    /** "A full and final Stage 2 response will be given within 15 working days": of the request (P8). */
    @ParameterizedTest(name = "requested {0}: answered by {1}")
    @CsvSource({
        // an ordinary Monday, and a Saturday that is the last day of a month
        "2026-06-01T09:00:00Z, 2026-06-22",
        "2026-01-31T12:00:00Z, 2026-02-20",
        // over Easter, and over Christmas
        "2026-03-31T09:00:00Z, 2026-04-23",
        "2026-12-24T23:59:59Z, 2027-01-19",
        // 23:30 UTC on a Friday in summer is Saturday in London
        "2026-06-05T23:30:00Z, 2026-06-26"
    })
    @Clause("P8")
    void north_kestevens_stage_2_is_answered_within_working_days_of_the_request(
            Instant requestedAt, LocalDate respondBy) {
        CouncilProfile council = councils.get(TestCouncils.NORTH_KESTEVEN);

        assertThat(deadlines.nextStage(council, requestedAt, requestedAt).respondBy())
                .isEqualTo(respondBy);
    }

    /** Five working days for the acknowledgement, and twenty after it for the answer, even where it was late itself. */
    @ParameterizedTest(name = "requested {0}, acknowledged {1}: by {2}, answered by {3}")
    @CsvSource({
        "2026-06-01T09:00:00Z, 2026-06-01T09:00:00Z, 2026-06-08, 2026-06-29",
        "2026-06-01T09:00:00Z, 2026-06-03T09:00:00Z, 2026-06-08, 2026-07-01",
        "2026-06-01T09:00:00Z, 2026-07-01T09:00:00Z, 2026-06-08, 2026-07-06",
        "2027-12-22T12:00:00Z, 2027-12-24T12:00:00Z, 2027-12-31, 2028-01-26"
    })
    void the_codes_stage_2_is_answered_within_working_days_of_its_acknowledgement(
            Instant requestedAt, Instant acknowledgedAt, LocalDate acknowledgeBy, LocalDate respondBy) {
        assertThat(deadlines.nextStage(councils.get(TestCouncils.CODE), requestedAt, acknowledgedAt))
                .isEqualTo(new Promise(acknowledgeBy, respondBy));
    }

    @Test
    void a_council_with_one_stage_promises_nothing_for_a_second() {
        Instant now = Instant.parse("2026-06-01T09:00:00Z");

        assertThatThrownBy(() -> deadlines.nextStage(councils.get(TestCouncils.WEST_LINDSEY), now, now))
                .hasMessage("the council has one stage");
    }

    @ParameterizedTest(name = "{0}, stage {1}, to be answered by {2}: at most until {3}")
    @CsvSource({
        "lgsco-code,     1, 2026-06-15, 2026-06-29",
        "lgsco-code,     1, 2026-12-18, 2027-01-06",
        "lgsco-code,     2, 2026-06-29, 2026-07-27",
        "lgsco-code,     2, 2027-03-19, 2027-04-20",
        // the code knows no third stage, and the two councils' policies set no bound
        "lgsco-code,     3, 2026-06-15,",
        "west-lindsey,   1, 2026-06-15,",
        "north-kesteven, 1, 2026-06-15,",
        "north-kesteven, 2, 2026-06-15,"
    })
    void an_answer_can_be_put_off_as_far_as_the_policy_says(
            String council, int stage, LocalDate respondBy, LocalDate latest) {
        assertThat(deadlines
                        .latestExtension(councils.get(new CouncilId(council)), stage, respondBy)
                        .orElse(null))
                .isEqualTo(latest);
    }

    private static Feedback atStage(int stage) {
        return new Feedback(
                Reference.of("NK", new int[] {1, 2, 3, 4, 5, 6, 7}),
                Submission.ofText(TestCouncils.NORTH_KESTEVEN, Channel.EMAIL, "My bin was missed."),
                new Classification(Kind.COMPLAINT, List.of(Kind.COMPLAINT), null, Set.of(), 1, List.of(), false),
                Instant.EPOCH,
                new Promise(LocalDate.EPOCH, null),
                stage,
                "0".repeat(64),
                false);
    }
}
