package org.feedbackhub.notification;

import java.time.Duration;
import java.util.Optional;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;

/** What has been sent before, as far as it decides about what is due. */
interface SendingHistory {

    /** Whether the council's mail to its address came back for good and nobody has written from it since. */
    boolean undeliverable(Notification notification);

    /** The first limit that the person has reached for this notification, if any. */
    Optional<NotificationSettings.Cap> capReached(Notification notification);

    /** Whether another notification of this type was sent about the same feedback. */
    boolean sentBefore(Notification notification);

    /** In the words of which template the feedback was acknowledged last, or is being; empty if it was not. */
    String acknowledgedIn(Reference reference);

    /** Whether the council sent the person another of this type so lately, about whatever feedback. */
    boolean sentToPersonWithin(Notification notification, CouncilId council, Duration within);
}
