package org.feedbackhub.notification;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.SendingTimes;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.notification.NotificationType.Audience;

/** Whether a notification that may go out has to wait all the same: for the hour, or for its turn among many. */
final class SendingPause {

    private final Councils councils;
    private final SendingTimes times;
    private final SendingRate rate;
    private final Predicate<CouncilId> bounces;
    private final InstantSource clock;

    /** @param bounces whether so many of a council's mails come back that its surveys wait */
    SendingPause(
            Councils councils,
            SendingTimes times,
            SendingRate rate,
            Predicate<CouncilId> bounces,
            InstantSource clock) {
        this.councils = councils;
        this.times = times;
        this.rate = rate;
        this.bounces = bounces;
        this.clock = clock;
    }

    /** Until when it waits and why; nothing if it goes now, which counts as one of the council's. */
    Optional<Decision.Wait> of(Notification notification, Feedback feedback) {
        if (!notification.type().toContact()) {
            return Optional.empty();
        }
        CouncilProfile council = councils.get(feedback.submission().council());
        Instant now = clock.instant();
        if (notification.type().audience() == Audience.SURVEYED && bounces.test(council.id())) {
            return Optional.of(new Decision.Wait(
                    times.anotherDay(council, now), "too many of the council's mails come back just now"));
        }
        Instant open = open(notification, feedback, council, now);
        if (open.isAfter(now) && (notification.triedAt() != null || inHours(notification, feedback, council))) {
            return Optional.of(new Decision.Wait(open, "it is not the hour to write to residents"));
        }
        return rate.allow(council.id())
                ? Optional.empty()
                : Optional.of(new Decision.Wait(
                        open(notification, feedback, council, rate.next(council.id())),
                        "so many of the council's are sent just now"));
    }

    /** Else a person, or what is promised by a day, has chosen another hour, which holds for the first try. */
    private boolean inHours(Notification notification, Feedback feedback, CouncilProfile council) {
        Instant dueAt = notification.dueAt();
        return open(notification, feedback, council, dueAt).equals(dueAt);
    }

    private Instant open(Notification notification, Feedback feedback, CouncilProfile council, Instant from) {
        return switch (notification.type()) {
            case ACKNOWLEDGEMENT -> times.acknowledgement(council, feedback.promise(), from);
            case SURVEY, SURVEY_REMINDER -> times.surveyHour(council, from);
            default -> times.notice(council, from);
        };
    }
}
