package org.feedbackhub.notification;

import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.notification.Notification.State;
import org.feedbackhub.print.PrintedLetter;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a notification.
 *
 * @param feedback that it is about
 * @param state in which it is now
 * @param reason why, without anything personal
 * @param template in whose words, or empty if that was not chosen now
 * @param medium by which it goes, went or would have gone
 * @param letter that it has become, which is handed over once this is recorded; else null
 */
record Outcome(
        Notification notification,
        Feedback feedback,
        State state,
        String reason,
        String template,
        Medium medium,
        @Nullable PrintedLetter letter) {

    /** One in no words. */
    Outcome(Notification notification, Feedback feedback, State state, String reason) {
        this(notification, feedback, state, reason, "", notification.medium(), null);
    }

    /** One that goes out as it was decided. */
    Outcome(Notification notification, Feedback feedback, State state, Decision.Send decision) {
        this(notification, feedback, state, decision.reason(), decision.template(), decision.medium(), null);
    }
}
