package org.feedbackhub.notification;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.SendingTimes;
import org.feedbackhub.feedback.Feedback;

/** What follows when something was sent: the survey where the acknowledgement is the answer, and its one reminder (P15). */
final class AfterSending {

    private final NotificationBook book;
    private final Plans plans;
    private final Councils councils;
    private final SendingTimes times;
    private final InstantSource clock;

    AfterSending(NotificationBook book, Plans plans, Councils councils, SendingTimes times, InstantSource clock) {
        this.book = book;
        this.plans = plans;
        this.councils = councils;
        this.times = times;
        this.clock = clock;
    }

    /** Plans what follows, in the transaction that records that these were sent. */
    void sent(List<Outcome> outcomes) {
        book.plan(outcomes.stream().flatMap(one -> following(one).stream()).toList());
    }

    private Optional<Plan> following(Outcome sent) {
        Feedback feedback = sent.feedback();
        CouncilProfile council = councils.get(feedback.submission().council());
        Instant now = clock.instant();
        return switch (sent.notification().type()) {
            case ACKNOWLEDGEMENT, ACKNOWLEDGEMENT_DETAILS -> surveyAfter(sent, council, now);
            case SURVEY ->
                times.surveyReminder(council, now, now)
                        .map(dueAt -> plans.toContact(feedback, NotificationType.SURVEY_REMINDER, dueAt));
            default -> Optional.empty();
        };
    }

    private Optional<Plan> surveyAfter(Outcome sent, CouncilProfile council, Instant now) {
        Feedback feedback = sent.feedback();
        if (sent.template().equals(Templates.NEUTRAL) || !isTheAnswer(council, feedback)) {
            return Optional.empty();
        }
        LocalDate today = now.atZone(council.timeZone()).toLocalDate();
        return times.survey(council, feedback.classification().kind(), today, now)
                .map(dueAt -> plans.toContact(feedback, NotificationType.SURVEY, today.toString(), Map.of(), dueAt));
    }

    private static boolean isTheAnswer(CouncilProfile council, Feedback feedback) {
        return council.promises().of(feedback.classification().kind()).respond() == null;
    }
}
