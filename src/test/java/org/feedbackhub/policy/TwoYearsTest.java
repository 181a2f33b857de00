package org.feedbackhub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Deadlines;
import org.feedbackhub.council.PromisedDates;
import org.feedbackhub.council.SendingTimes;
import org.feedbackhub.council.SendingWindows;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.council.WorkingCalendar;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Standing;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.policy.PromiseTable.Line;
import org.junit.jupiter.api.Test;

/**
 * Two years of feedback at any hour of any day, for both councils and the Complaint Handling Code: each date that the hub
 * computes is counted again on a wall calendar from a table that was written by hand from the policies' texts.
 */
class TwoYearsTest {

    private static final long SEED = 20260101;
    private static final int FEEDBACK = 9_000;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2028-01-01T00:00:00Z");
    private static final Duration UNSURE_BEFORE = Duration.ofHours(32);
    private static final int WARN_BEFORE = 3;
    private static final int LEAST_LOOKS = 100;

    /** Around these, by the clock on the wall, one second decides. */
    private static final List<LocalTime> EDGES = List.of(
            LocalTime.MIDNIGHT,
            LocalTime.of(8, 0),
            LocalTime.of(17, 59),
            LocalTime.of(18, 0),
            LocalTime.of(23, 59, 59));

    private static final List<CouncilId> COUNCILS =
            List.of(TestCouncils.WEST_LINDSEY, TestCouncils.NORTH_KESTEVEN, TestCouncils.CODE);

    private final Random random = new Random(SEED);
    private final PromiseTable table = new PromiseTable();
    private final WallCalendar wall = new WallCalendar(LocalTime.of(8, 0), LocalTime.of(18, 0));
    private final List<LocalDate> oddDays = oddDays();
    private final List<String> mistakes = new ArrayList<>();

    private final WorkingCalendar calendar = TestCouncils.calendar();
    private final Deadlines deadlines = TestCouncils.deadlines();
    private final SendingTimes times =
            new SendingTimes(new SendingWindows(calendar, false), calendar, UNSURE_BEFORE, WARN_BEFORE);

    private final PromisedDates dates = new PromisedDates(deadlines, times, Duration.ZERO);

    TwoYearsTest() throws IOException {}

    @Test
    @Clause({"P3", "P4", "P5", "P6", "P8", "P15"})
    void every_promise_is_kept_as_it_was_made() {
        Councils known = TestCouncils.read();
        List<CouncilProfile> councils = COUNCILS.stream().map(known::get).toList();

        for (int i = 0; i < FEEDBACK; i++) {
            CouncilProfile council = councils.get(i % councils.size());
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            new Life(council, kind).live();
        }

        assertThat(mistakes).isEmpty();
        assertThat(table.looks())
                .allSatisfy((line, looks) ->
                        assertThat(looks).as("%s was looked at", line).isGreaterThan(LEAST_LOOKS));
    }

    @Test
    void the_hub_knows_the_bank_holidays_of_these_years() {
        assertThat(calendar.bankHolidays()).containsAll(wall.bankHolidays());
        assertThat(calendar.bankHolidays().stream().filter(day -> day.getYear() == 2026 || day.getYear() == 2027))
                .isSubsetOf(wall.bankHolidays());
    }

    /** What becomes of one feedback, from its receipt to the answer at its last stage. */
    private final class Life {
        private final CouncilProfile council;
        private final Kind kind;
        private final Instant received = moment();
        private final Instant recorded = received.plus(delay());

        Life(CouncilProfile council, Kind kind) {
            this.council = council;
            this.kind = kind;
        }

        void live() {
            Instant sure = random.nextInt(4) == 0 ? waitForPerson() : recorded;
            Promise first = deadlines.sure(council, kind, received, sure);
            Instant acknowledged = times.acknowledgement(council, first, sure);
            Promise promise = dates.sure(council, kind, received, sure);

            Line acknowledge = line("acknowledge").orElseThrow();
            LocalDate by = count(acknowledge, wall.day(received));
            check("acknowledged by", by, promise.acknowledgeBy());
            checkSending("acknowledgement", sure, by, acknowledged);

            LocalDate respondBy = line("respond")
                    .map(line -> count(
                            line,
                            line.start().equals("acknowledgement")
                                    ? earlier(by, wall.day(acknowledged))
                                    : wall.day(received)))
                    .orElse(null);
            check("answered by", respondBy, promise.respondBy());
            LocalDate answered = respondBy == null ? wall.day(acknowledged) : answer(respondBy, acknowledged);
            survey(answered);
            if (kind == Kind.COMPLAINT) {
                nextStage(answered);
            }
        }

        /** @return when a person has settled the kind, or the moment at which it is no longer waited for */
        private Instant waitForPerson() {
            LocalDate by = table.all(id(), "acknowledge").stream()
                    .map(line -> count(line, wall.day(received)))
                    .min(LocalDate::compareTo)
                    .orElseThrow();
            Promise promise = deadlines.unsure(council, kind, received);
            check("unsure, acknowledged by", by, promise.acknowledgeBy());

            Instant due = times.unsureAcknowledgement(council, promise, recorded);
            Instant safe = wall.over(by).minus(UNSURE_BEFORE);
            if (due.isAfter(safe)) {
                checkSending("unsure acknowledgement, late", recorded, by, due);
                // there was no better moment
                check("no open moment is left", true, !isOpenBetween(recorded, safe));
            } else {
                check("unsure acknowledgement waits for an open moment", true, wall.isOpen(due));
                check("not before it is recorded", true, !due.isBefore(recorded));
                // the last minute of a window is left to the sending
                check("no later one is safe", true, !isOpenBetween(due.plus(Duration.ofMinutes(1)), safe));
            }
            return between(recorded, due);
        }

        private boolean isOpenBetween(Instant from, Instant until) {
            return from.isBefore(until) && wall.nextOpen(from).isBefore(until);
        }

        /** @return the day on which the first stage was answered */
        private LocalDate answer(LocalDate respondBy, Instant acknowledged) {
            checkWarning(respondBy, acknowledged);
            LocalDate last = respondBy;
            if (kind == Kind.COMPLAINT) {
                last = checkExtension(1, respondBy);
                Instant told = between(received, wall.over(respondBy));
                checkSending("notice of extension", told, respondBy, times.noticeBy(council, respondBy, told));
            }
            return wall.day(between(received, wall.over(last.plusDays(5))));
        }

        private void checkWarning(LocalDate respondBy, Instant known) {
            check("overdue from", wall.over(respondBy), times.overdueFrom(council, respondBy));
            Optional<Instant> warning = times.approaching(council, respondBy, known);
            Instant opening = wall.nextOpen(known);
            LocalDate day = wall.day(warning.orElse(opening));
            if (warning.isEmpty()) {
                check("warned at all", false, opening.isBefore(wall.over(respondBy)));
            } else if (warning.get().equals(wall.opening(day)) && warning.get().isAfter(known)) {
                int left = wall.workingDaysFrom(day, respondBy);
                check("warned on a working day", true, wall.isWorkingDay(day));
                check(
                        "warned working days before",
                        true,
                        left == WARN_BEFORE
                                || left < WARN_BEFORE && warning.get().equals(opening));
            } else {
                check("warned at the next opening", opening, warning.get());
                check("since it is late", true, wall.workingDaysFrom(day, respondBy) <= WARN_BEFORE);
            }
        }

        private LocalDate checkExtension(int stage, LocalDate respondBy) {
            LocalDate latest = line("extend-stage-" + stage)
                    .map(line -> count(line, respondBy))
                    .orElse(null);
            check(
                    "stage " + stage + " extended at most until",
                    latest,
                    deadlines.latestExtension(council, stage, respondBy).orElse(null));
            return latest == null ? respondBy.plusDays(random.nextInt(30)) : latest;
        }

        private void survey(LocalDate answered) {
            // the case system may tell of the answer days after it was given
            Instant told = wall.opening(answered).plus(delay());
            Optional<Instant> survey = times.survey(council, kind, answered, told);
            Instant due = line("survey")
                    .map(line -> wall.nextOpen(later(told, wall.opening(count(line, answered)))))
                    .orElse(null);
            check("survey", due, survey.orElse(null));
            if (due != null) {
                Instant reminder = line("reminder")
                        .map(line -> wall.nextOpen(wall.opening(count(line, wall.day(due)))))
                        .orElse(null);
                check(
                        "survey's reminder",
                        reminder,
                        times.surveyReminder(council, due, due).orElse(null));
            }
        }

        private void nextStage(LocalDate answered) {
            Instant requested = between(wall.opening(answered), wall.over(answered.plusDays(120)));
            Standing standing = deadlines.standing(council, atFirstStage(), answered, requested);
            Optional<Line> respond = line("respond-stage-2");
            if (respond.isEmpty()) {
                check("standing", Standing.NO_FURTHER_STAGE, standing);
                return;
            }
            boolean within = line("request-stage-2")
                    .map(line -> !wall.day(requested).isAfter(count(line, answered)))
                    .orElse(true);
            check("standing", within ? Standing.WITHIN : Standing.OUT_OF_TIME, standing);
            Instant confirmed = times.notice(council, requested);
            check("stage 2 confirmed", wall.nextOpen(requested), confirmed);
            if (within) {
                checkStage2(requested, confirmed, respond.get());
            }
        }

        private void checkStage2(Instant requested, Instant confirmed, Line respond) {
            Promise promise = dates.nextStage(council, requested, requested);
            line("acknowledge-stage-2").ifPresent(line -> {
                LocalDate by = count(line, wall.day(requested));
                check("stage 2 acknowledged by", by, promise.acknowledgeBy());
                check("stage 2 confirmed in time", true, !wall.day(confirmed).isAfter(by));
            });
            LocalDate by = count(respond, wall.day(respond.start().equals("acknowledgement") ? confirmed : requested));
            check("stage 2 answered by", by, promise.respondBy());
            checkWarning(by, confirmed);
            checkExtension(2, by);
        }

        private Feedback atFirstStage() {
            return new Feedback(
                    Reference.of(council.referencePrefix(), new int[] {1, 2, 3, 4, 5, 6, 7}),
                    Submission.ofText(council.id(), Channel.EMAIL, "My bin was missed."),
                    new Classification(kind, List.of(kind), null, Set.of(), 1, List.of(), false),
                    received,
                    new Promise(wall.day(received), null),
                    Feedback.FIRST_STAGE,
                    "0".repeat(64),
                    false);
        }

        /** In the window, unless that would break the promise: then at once. */
        private void checkSending(String what, Instant from, LocalDate by, Instant due) {
            Instant opening = wall.nextOpen(from);
            check(what, opening.isBefore(wall.over(by)) ? opening : from, due);
            check(
                    what + " keeps its day",
                    true,
                    !wall.day(due).isAfter(by) || wall.day(from).isAfter(by));
        }

        private Optional<Line> line(String what) {
            return table.find(id(), kind.referral() ? "referral" : kind.id(), what);
        }

        private LocalDate count(Line line, LocalDate start) {
            return wall.count(start, line.within(), line.unit());
        }

        private String id() {
            return council.id().value();
        }

        private void check(String what, Object expected, Object found) {
            if (!Objects.equals(expected, found)) {
                mistakes.add(council.id() + " " + kind.id() + " received " + received + " recorded " + recorded + ": "
                        + what + " expected " + expected + ", found " + found);
            }
        }
    }

    /** Any second of the two years, and those most often on which something changes. */
    private Instant moment() {
        long seconds = Duration.between(FIRST, LAST).toSeconds();
        Instant any = FIRST.plusSeconds((long) (random.nextDouble() * seconds));
        return switch (random.nextInt(4)) {
            case 0 -> odd(oddDays.get(random.nextInt(oddDays.size())));
            case 1 -> odd(wall.day(any));
            default -> any;
        };
    }

    private Instant odd(LocalDate day) {
        Instant moment = wall.at(day, EDGES.get(random.nextInt(EDGES.size())))
                .plusSeconds(random.nextInt(3) - 1)
                .plusMillis(random.nextInt(1000));
        return moment.isBefore(FIRST) ? FIRST : moment;
    }

    /** Bank holidays, the changes of the clocks and the ends of months, each with the days beside it. */
    private List<LocalDate> oddDays() {
        List<LocalDate> days = new ArrayList<>(wall.bankHolidays());
        days.addAll(List.of(
                LocalDate.of(2026, 3, 29),
                LocalDate.of(2026, 10, 25),
                LocalDate.of(2027, 3, 28),
                LocalDate.of(2027, 10, 31)));
        for (int month = 0; month < 24; month++) {
            days.add(LocalDate.of(2026 + month / 12, month % 12 + 1, 1).minusDays(1));
        }
        return days.stream()
                .flatMap(day -> Stream.of(day.minusDays(1), day, day.plusDays(1)))
                .filter(day -> day.getYear() == 2026 || day.getYear() == 2027)
                .sorted()
                .distinct()
                .toList();
    }

    /** Mostly seconds; now and then an outage of days. */
    private Duration delay() {
        return switch (random.nextInt(20)) {
            case 0 -> Duration.ofMinutes(random.nextInt(20 * 24 * 60));
            case 1, 2 -> Duration.ofMinutes(random.nextInt(3 * 24 * 60));
            default -> Duration.ofSeconds(random.nextInt(60));
        };
    }

    private Instant between(Instant from, Instant until) {
        long millis = Duration.between(from, until).toMillis();
        return millis <= 0 ? from : from.plusMillis((long) (random.nextDouble() * millis));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
