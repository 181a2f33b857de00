package org.feedbackhub.mailbox;

import java.time.Instant;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Mailbox;

/** Told, inside the transaction that notes it, when a mailbox stops or starts again to be read; once each. */
public interface MailboxAlerts {

    /** It has not been read since. @param cause the last that was seen, without personal data */
    void down(CouncilProfile council, Mailbox mailbox, Instant since, String cause);

    /** It is read again since. */
    void back(CouncilProfile council, Mailbox mailbox, Instant since);
}
