package org.feedbackhub.notification;

import java.util.Optional;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;

/** What is known of earlier mails to a person. */
interface SendingHistory {

    /** Whether the council's mail to this address has been refused for good. */
    boolean undeliverable(CouncilId council, EmailAddress recipient);

    /** The cap that this one to its recipient would break beside all others, if any. */
    Optional<NotificationSettings.Cap> capReached(Notification notification);
}
