package org.feedbackhub.notification;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Officers;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.survey.SafeguardingConcern;

/** Alerts the named officer to words that may tell of harm and came outside a message, such as in a survey (P11). */
final class ConcernAlerts implements SafeguardingConcern {

    private final NotificationBook book;
    private final Plans plans;
    private final Councils councils;
    private final NotificationSettings settings;
    private final InstantSource clock;

    ConcernAlerts(
            NotificationBook book, Plans plans, Councils councils, NotificationSettings settings, InstantSource clock) {
        this.book = book;
        this.plans = plans;
        this.councils = councils;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void raised(Feedback feedback, String where) {
        Officers officers = councils.get(feedback.submission().council()).officers();
        Instant now = clock.instant();
        // each time, since what is written now may tell what was not told before
        String occasion = "words-" + now.getEpochSecond();
        List<Plan> planned = new ArrayList<>();
        planned.add(
                plans.toOfficer(feedback, NotificationType.SAFEGUARDING_ALERT, occasion, officers.safeguarding(), now));
        officers.safeguardingDeputies()
                .forEach(deputy -> planned.add(plans.toOfficer(
                        feedback,
                        NotificationType.SAFEGUARDING_ESCALATION,
                        occasion,
                        deputy,
                        now.plus(settings.safeguardingOpenWithin()))));
        book.plan(planned);
    }
}
