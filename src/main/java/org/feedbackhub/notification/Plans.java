package org.feedbackhub.notification;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.jspecify.annotations.Nullable;

/** Makes plans of what is to be sent about a feedback. */
final class Plans {

    private final Councils councils;
    private final InstantSource clock;

    Plans(Councils councils, InstantSource clock) {
        this.councils = councils;
        this.clock = clock;
    }

    /** Something that the feedback's contact gets once. */
    Plan toContact(Feedback feedback, NotificationType type, Instant dueAt) {
        return toContact(feedback, type, "", Map.of(), dueAt);
    }

    /** Something that the feedback's contact gets once for the occasion. */
    Plan toContact(
            Feedback feedback, NotificationType type, String occasion, Map<String, String> facts, Instant dueAt) {
        return plan(feedback, type, occasion, feedback.submission().contact().email(), facts, dueAt);
    }

    /** Something that an officer gets once for the occasion. */
    Plan toOfficer(Feedback feedback, NotificationType type, String occasion, EmailAddress officer, Instant dueAt) {
        return plan(
                feedback,
                type,
                occasion,
                officer,
                Map.of(MailFacts.PLANNED_AT, clock.instant().toString()),
                dueAt);
    }

    private Plan plan(
            Feedback feedback,
            NotificationType type,
            String occasion,
            @Nullable EmailAddress recipient,
            Map<String, String> facts,
            Instant dueAt) {
        return new Plan(
                feedback.reference(),
                type,
                occasion,
                recipient,
                facts,
                dueAt,
                councils.get(feedback.submission().council()).sender().address().domain());
    }
}
