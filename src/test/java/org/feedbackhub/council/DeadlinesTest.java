package org.feedbackhub.council;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Promise;
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
}
