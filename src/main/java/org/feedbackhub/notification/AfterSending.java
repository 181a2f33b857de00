package org.feedbackhub.notification;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

    /** @param template in whose words it was sent */
    void sent(Notification notification, Feedback feedback, String template) {
        CouncilProfile council = councils.get(feedback.submission().council());
        Instant now = clock.instant();
        switch (notification.type()) {
            case ACKNOWLEDGEMENT, ACKNOWLEDGEMENT_DETAILS -> {
                if (!template.equals(Templates.NEUTRAL) && isTheAnswer(council, feedback)) {
                    LocalDate today = now.atZone(council.timeZone()).toLocalDate();
                    times.survey(council, feedback.classification().kind(), today, now)
                            .ifPresent(dueAt -> book.plan(List.of(plans.toContact(
                                    feedback, NotificationType.SURVEY, today.toString(), Map.of(), dueAt))));
                }
            }
            case SURVEY ->
                times.surveyReminder(council, now, now)
                        .ifPresent(dueAt ->
                                book.plan(List.of(plans.toContact(feedback, NotificationType.SURVEY_REMINDER, dueAt))));
            default -> {
                // nothing follows
            }
        }
    }

    private static boolean isTheAnswer(CouncilProfile council, Feedback feedback) {
        return council.promises().of(feedback.classification().kind()).respond() == null;
    }
}
