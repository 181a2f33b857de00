package org.feedbackhub.notification;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Officers;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.survey.SafeguardingConcern;

/** Alerts the named officer to what may tell of harm, and the deputies when nobody opens it in time, at whatever hour (P11). */
final class SafeguardingAlerts implements SafeguardingConcern {

    private final NotificationBook book;
    private final Plans plans;
    private final Councils councils;
    private final NotificationSettings settings;
    private final InstantSource clock;

    SafeguardingAlerts(
            NotificationBook book, Plans plans, Councils councils, NotificationSettings settings, InstantSource clock) {
        this.book = book;
        this.plans = plans;
        this.councils = councils;
        this.settings = settings;
        this.clock = clock;
    }

    /** Words that came outside the message; told each time, since what is written now may tell what was not told before. */
    @Override
    public void raised(Feedback feedback, String where) {
        book.plan(of(feedback, "words-" + clock.instant().getEpochSecond()));
    }

    /** The alerts of a feedback. @param occasion empty for what was in the message itself */
    List<Plan> of(Feedback feedback, String occasion) {
        Officers officers = councils.get(feedback.submission().council()).officers();
        Instant now = clock.instant();
        Instant unopened = now.plus(settings.safeguardingOpenWithin());
        List<Plan> planned = new ArrayList<>();
        planned.add(
                plans.toOfficer(feedback, NotificationType.SAFEGUARDING_ALERT, occasion, officers.safeguarding(), now));
        officers.safeguardingDeputies()
                .forEach(deputy -> planned.add(plans.toOfficer(
                        feedback, NotificationType.SAFEGUARDING_ESCALATION, occasion, deputy, unopened)));
        return planned;
    }
}
