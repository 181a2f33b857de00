package org.feedbackhub.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.SendingTimes;
import org.feedbackhub.council.SendingWindows;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.council.WorkingCalendar;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Origin;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.policy.Clause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The window is open from 08:00 to 18:00 on working days; all moments are in UTC, an hour behind London's clock in June. */
class SendingPauseTest {

    private static final EmailAddress RESIDENT = new EmailAddress("j.marsh@example.org");
    private static final Reference REFERENCE = Reference.of("WL", new int[] {1, 2, 3, 4, 5, 6, 7});
    private static final String WEDNESDAY_MORNING = "2026-06-03T09:30:00Z";
    private static final String WEDNESDAY_NIGHT = "2026-06-03T21:10:00Z";
    private static final String THURSDAY_OPENING = "2026-06-04T07:00:00Z";
    private static final int RATE = 10;

    private final Councils councils = TestCouncils.read();
    private final WorkingCalendar calendar = TestCouncils.calendar();
    private Instant now = Instant.parse(WEDNESDAY_MORNING);
    private boolean tooManyComeBack;
    private final SendingRate rate = new SendingRate(new SendingSettings.Rate(RATE, Duration.ofMinutes(1)), () -> now);
    private final SendingPause pause = new SendingPause(
            councils,
            new SendingTimes(new SendingWindows(calendar, false), calendar, Duration.ofHours(32), 3),
            rate,
            council -> tooManyComeBack,
            () -> now);

    @Test
    void what_is_due_while_the_window_is_open_goes_now() {
        assertThat(pause(NotificationType.EXTENSION, WEDNESDAY_MORNING, null)).isEmpty();
    }

    @Test
    void what_could_not_go_when_it_was_due_waits_for_the_hour() {
        now = Instant.parse(WEDNESDAY_NIGHT);

        assertThat(pause(NotificationType.EXTENSION, WEDNESDAY_MORNING, null))
                .map(Decision.Wait::until)
                .contains(Instant.parse(THURSDAY_OPENING));
    }

    @Test
    void what_a_person_has_sent_at_night_goes_at_night_and_is_tried_again_by_day() {
        now = Instant.parse(WEDNESDAY_NIGHT);

        assertThat(pause(NotificationType.EXTENSION, WEDNESDAY_NIGHT, null)).isEmpty();
        assertThat(pause(NotificationType.EXTENSION, WEDNESDAY_NIGHT, now.minusSeconds(60)))
                .map(Decision.Wait::until)
                .contains(Instant.parse(THURSDAY_OPENING));
    }

    @Test
    @Clause({"P3", "P4", "P5"})
    void an_acknowledgement_waits_for_no_hour_that_comes_after_the_promised_day() {
        now = Instant.parse("2026-06-05T17:30:00Z");

        assertThat(pause(NotificationType.ACKNOWLEDGEMENT, WEDNESDAY_MORNING, Instant.parse(WEDNESDAY_MORNING)))
                .isEmpty();
    }

    @Test
    @Clause("P15")
    void a_survey_waits_for_a_working_day() {
        now = Instant.parse("2026-06-05T17:30:00Z");

        assertThat(pause(NotificationType.SURVEY, WEDNESDAY_MORNING, null))
                .map(Decision.Wait::until)
                .contains(Instant.parse("2026-06-08T07:00:00Z"));
    }

    @Test
    void surveys_wait_while_too_many_mails_come_back_and_nothing_else_does() {
        tooManyComeBack = true;

        assertThat(pause(NotificationType.SURVEY, WEDNESDAY_MORNING, null))
                .map(Decision.Wait::until)
                .contains(Instant.parse(THURSDAY_OPENING));
        assertThat(pause(NotificationType.EXTENSION, WEDNESDAY_MORNING, null)).isEmpty();
    }

    @Test
    void what_is_above_the_councils_share_waits_for_its_turn_and_never_into_the_night() {
        now = Instant.parse("2026-06-03T16:59:58Z");
        for (int i = 0; i < RATE; i++) {
            assertThat(pause(NotificationType.EXTENSION, WEDNESDAY_MORNING, null))
                    .isEmpty();
        }

        assertThat(pause(NotificationType.EXTENSION, WEDNESDAY_MORNING, null))
                .map(Decision.Wait::until)
                .contains(Instant.parse(THURSDAY_OPENING));
    }

    @ParameterizedTest
    @EnumSource(names = {"SAFEGUARDING_ALERT", "SAFEGUARDING_ESCALATION", "HAND_OVER"})
    @Clause("P11")
    void what_an_officer_is_told_waits_for_nothing(NotificationType type) {
        now = Instant.parse(WEDNESDAY_NIGHT);
        while (rate.allow(TestCouncils.WEST_LINDSEY)) {
            // until the council has had its share
        }

        assertThat(pause(type, WEDNESDAY_MORNING, Instant.parse(WEDNESDAY_MORNING)))
                .isEmpty();
    }

    private Optional<Decision.Wait> pause(NotificationType type, String dueAt, @Nullable Instant triedAt) {
        return pause.of(
                new Notification(
                        new UUID(0, 1),
                        REFERENCE,
                        type,
                        "",
                        RESIDENT,
                        Medium.EMAIL,
                        false,
                        Map.of(),
                        Notification.State.PLANNED,
                        Instant.parse(dueAt),
                        triedAt,
                        "<a.b@c>"),
                complaint());
    }

    private static Feedback complaint() {
        return new Feedback(
                REFERENCE,
                new Submission(
                        TestCouncils.WEST_LINDSEY,
                        Channel.EMAIL,
                        Contact.byEmail(null, RESIDENT),
                        null,
                        "",
                        "",
                        "",
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        Set.of(),
                        new Origin("<1@example.org>", null),
                        Map.of()),
                new Classification(Kind.COMPLAINT, List.of(Kind.COMPLAINT), null, Set.of(), 1, List.of(), false),
                Instant.parse("2026-06-01T09:00:00Z"),
                new Promise(LocalDate.parse("2026-06-05"), LocalDate.parse("2026-06-16")),
                Feedback.FIRST_STAGE,
                "0".repeat(64),
                false);
    }
}
