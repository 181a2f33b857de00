package org.feedbackhub.notification;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.SendingTimes;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FeedbackRecorded;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;

/** What follows when a feedback is recorded: its acknowledgement, and who in the council must know of it. */
final class AfterRecording implements FeedbackRecorded {

    private final NotificationBook book;
    private final Plans plans;
    private final SafeguardingAlerts alerts;
    private final Councils councils;
    private final SendingTimes times;
    private final NotificationSettings settings;
    private final InstantSource clock;

    AfterRecording(
            NotificationBook book,
            Plans plans,
            SafeguardingAlerts alerts,
            Councils councils,
            SendingTimes times,
            NotificationSettings settings,
            InstantSource clock) {
        this.book = book;
        this.plans = plans;
        this.alerts = alerts;
        this.councils = councils;
        this.times = times;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void recorded(List<Feedback> feedback) {
        List<Plan> planned = new ArrayList<>();
        for (Feedback one : feedback) {
            planned.add(plans.toContact(one, NotificationType.ACKNOWLEDGEMENT, acknowledgementDue(one)));
            planned.addAll(toOfficers(one));
        }
        book.plan(planned);
    }

    /** When the acknowledgement is due as the feedback stands now. */
    Instant acknowledgementDue(Feedback feedback) {
        CouncilProfile council = councils.get(feedback.submission().council());
        Instant now = clock.instant();
        return feedback.classification().forReview()
                ? times.unsureAcknowledgement(council, feedback.promise(), now)
                : times.acknowledgement(council, feedback.promise(), now.plus(settings.acknowledgeAfter()));
    }

    /** Those who must know at once, at whatever hour: of harm before all else (P11), of what is another's to deal with (P10). */
    List<Plan> toOfficers(Feedback feedback) {
        Classification classification = feedback.classification();
        EmailAddress monitoringOfficer =
                councils.get(feedback.submission().council()).officers().monitoringOfficer();
        if (classification.flags().contains(Flag.SAFEGUARDING)) {
            return alerts.of(feedback, "");
        }
        return classification.kind() == Kind.COUNCILLOR && !classification.forReview() && monitoringOfficer != null
                ? List.of(plans.toOfficer(feedback, NotificationType.HAND_OVER, "", monitoringOfficer, clock.instant()))
                : List.of();
    }
}
