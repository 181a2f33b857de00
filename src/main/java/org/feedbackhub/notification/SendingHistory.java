package org.feedbackhub.notification;

import java.util.Optional;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;

/** What is known of earlier mails to a person. */
interface SendingHistory {

    /** Whether the council's mail to this address has been refused for good. */
    boolean undeliverable(CouncilId council, EmailAddress recipient);

    /** The cap that one more of these to this person would break, if any. */
    Optional<NotificationSettings.Cap> capReached(String notification, EmailAddress recipient);
}
