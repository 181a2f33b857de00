package org.feedbackhub.notification;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.notification.Notification.State;
import org.feedbackhub.publishing.EventType;
import org.feedbackhub.publishing.Outbox;
import org.feedbackhub.publishing.Topic;

/** Tells the case systems what was decided of each notification; nothing of what may tell of harm (P11). */
final class NotificationFacts {

    private final Outbox outbox;
    private final URI publicUrl;
    private final InstantSource clock;

    NotificationFacts(Outbox outbox, URI publicUrl, InstantSource clock) {
        this.outbox = outbox;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** In the transaction that records the outcomes. */
    void decided(List<Outcome> outcomes) {
        outbox.tell(outcomes.stream()
                .filter(one -> !one.notification().type().tellsOfHarm()
                        && !one.feedback().classification().flags().contains(Flag.SAFEGUARDING))
                .map(one -> fact(one.feedback(), decided(one)))
                .toList());
    }

    private Decided decided(Outcome outcome) {
        Notification notification = outcome.notification();
        return new Decided(
                notification.reference(),
                notification.type().id(),
                notification.occasion(),
                notification.type().toContact() ? "contact" : "officer",
                outcome.state().id(),
                outcome.medium().id(),
                outcome.reason(),
                notification.dueAt(),
                clock.instant(),
                story(outcome.feedback()));
    }

    /** An answer is due soon, or overdue; told once for each date. */
    void warned(Feedback feedback, String warning, LocalDate respondBy) {
        outbox.tell(List.of(fact(
                feedback,
                new Decided(
                        feedback.reference(),
                        "response-" + warning,
                        respondBy.toString(),
                        "team",
                        State.SENT.id(),
                        Medium.EMAIL.id(),
                        "no answer has been told",
                        clock.instant(),
                        clock.instant(),
                        story(feedback)))));
    }

    private String story(Feedback feedback) {
        return publicUrl + "/console/feedback/" + feedback.reference();
    }

    private static Outbox.Fact fact(Feedback feedback, Decided decided) {
        return new Outbox.Fact(feedback, Topic.NOTIFICATIONS, EventType.NOTIFICATION_DECIDED, decided);
    }

    private record Decided(
            Reference reference,
            String notification,
            String occasion,
            String audience,
            String state,
            String medium,
            String reason,
            Instant dueAt,
            Instant decidedAt,
            String href) {}
}
