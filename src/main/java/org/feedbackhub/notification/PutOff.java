package org.feedbackhub.notification;

import java.time.Instant;
import org.feedbackhub.feedback.CouncilId;

/** A mail has to wait for its council's turn; nothing failed, so it counts as no try. */
final class PutOff extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Instant until;

    PutOff(CouncilId council, Instant until) {
        super("the limit of mails is reached for " + council, null, false, false);
        this.until = until;
    }

    /** When it is tried. */
    Instant until() {
        return until;
    }
}
