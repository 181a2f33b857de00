package org.feedbackhub.mailbox;

import java.time.Instant;
import org.feedbackhub.council.CouncilProfile;

/** Told, inside the transaction that notes it, when a mailbox stops or starts again to be read; once each. */
public interface MailboxAlerts {

    /** It has not been read since. @param cause the last that was seen, without personal data */
    void down(CouncilProfile council, CouncilProfile.Mailbox mailbox, Instant since, String cause);

    /** It is read again since. */
    void back(CouncilProfile council, CouncilProfile.Mailbox mailbox, Instant since);
}
