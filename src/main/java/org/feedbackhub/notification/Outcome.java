package org.feedbackhub.notification;

import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.notification.Notification.State;

/**
 * What has become of a notification.
 *
 * @param feedback that it is about
 * @param state in which it is now
 * @param reason why, without anything personal
 * @param template in whose words, or empty if that was not chosen now
 */
record Outcome(Notification notification, Feedback feedback, State state, String reason, String template) {

    /** One in no words. */
    Outcome(Notification notification, Feedback feedback, State state, String reason) {
        this(notification, feedback, state, reason, "");
    }
}
