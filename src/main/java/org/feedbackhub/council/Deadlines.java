package org.feedbackhub.council;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.feedbackhub.council.CouncilProfile.KindPromise;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Standing;
import org.jspecify.annotations.Nullable;

/**
 * The one place where promised dates are computed (policies, "Clocks"): day 0 is the council's local date of the start,
 * calendar deadlines do not roll over weekends, working days leave out weekends, bank holidays and closure days.
 */
public final class Deadlines {

    private final WorkingCalendar calendar;

    public Deadlines(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * The promise for a feedback whose kind is sure.
     *
     * @param acknowledgedAt when it is, or is about to be, acknowledged; never later than the promise counts from the
     *     promised day
     */
    public Promise sure(CouncilProfile council, Kind kind, Instant receivedAt, Instant acknowledgedAt) {
        return promise(council, council.promises().of(kind), receivedAt, acknowledgedAt);
    }

    /** The promise while the kind is not sure: the earliest of what any kind would get, so that none is broken. */
    public Promise unsure(CouncilProfile council, Kind likely, Instant receivedAt) {
        LocalDate acknowledgeBy = council.promises().all().stream()
                .map(promise -> acknowledgeBy(council, promise, receivedAt))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        LocalDate respondBy = promise(council, council.promises().of(likely), receivedAt, null)
                .respondBy();
        return new Promise(acknowledgeBy, respondBy);
    }

    /**
     * How a request for the next stage stands (P8). The window ends on the same day of the month, or its last, inclusive.
     *
     * @param respondedOn when the present stage was answered, or null if the hub has not been told of an answer
     */
    public Standing standing(
            CouncilProfile council, Feedback feedback, @Nullable LocalDate respondedOn, Instant requestedAt) {
        CouncilProfile.Stages stages = council.stages();
        if (feedback.stage() >= stages.count()) {
            return Standing.NO_FURTHER_STAGE;
        }
        if (respondedOn == null) {
            return Standing.NOT_ANSWERED;
        }
        Integer months = stages.requestWithinMonths();
        boolean within = months == null || !localDate(council, requestedAt).isAfter(respondedOn.plusMonths(months));
        return within ? Standing.WITHIN : Standing.OUT_OF_TIME;
    }

    /**
     * The promise for a stage after the first, each target from the start that it names.
     *
     * @param acknowledgedAt when the request is, or is about to be, acknowledged; never later than the promise counts from the
     *     promised day
     */
    public Promise nextStage(CouncilProfile council, Instant requestedAt, Instant acknowledgedAt) {
        CouncilProfile.Stages stages = council.stages();
        Target respond = Objects.requireNonNull(stages.respond(), "the council has one stage");
        Target acknowledge = stages.acknowledge();
        LocalDate requested = localDate(council, requestedAt);
        LocalDate acknowledgeBy = acknowledge == null ? requested : end(council, acknowledge, requested);
        LocalDate start = respond.from() == Target.Start.ACKNOWLEDGEMENT
                ? earlier(acknowledgeBy, localDate(council, acknowledgedAt))
                : requested;
        return new Promise(acknowledgeBy, end(council, respond, start));
    }

    /** Up to which day an answer may be put off at most, or nothing where the policy sets no bound. */
    public Optional<LocalDate> latestExtension(CouncilProfile council, int stage, LocalDate respondBy) {
        List<Integer> bounds = council.stages().extendAtMost();
        return bounds.size() < stage
                ? Optional.empty()
                : Optional.of(calendar.plusWorkingDays(respondBy, bounds.get(stage - 1), council.closureDays()));
    }

    private Promise promise(
            CouncilProfile council, KindPromise promised, Instant receivedAt, @Nullable Instant acknowledgedAt) {
        LocalDate acknowledgeBy = acknowledgeBy(council, promised, receivedAt);
        Target respond = promised.respond();
        if (respond == null) {
            return new Promise(acknowledgeBy, null);
        }
        LocalDate start =
                switch (respond.from()) {
                    case RECEIPT, REQUEST -> localDate(council, receivedAt);
                    case ACKNOWLEDGEMENT ->
                        acknowledgedAt == null
                                ? acknowledgeBy
                                : earlier(acknowledgeBy, localDate(council, acknowledgedAt));
                };
        return new Promise(acknowledgeBy, end(council, respond, start));
    }

    private LocalDate acknowledgeBy(CouncilProfile council, KindPromise promised, Instant receivedAt) {
        return end(council, promised.acknowledge(), localDate(council, receivedAt));
    }

    private LocalDate end(CouncilProfile council, Target target, LocalDate start) {
        return switch (target.unit()) {
            case DAYS -> start.plusDays(target.within());
            case WORKING_DAYS -> calendar.plusWorkingDays(start, target.within(), council.closureDays());
        };
    }

    private static LocalDate localDate(CouncilProfile council, Instant instant) {
        return instant.atZone(council.timeZone()).toLocalDate();
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
