package org.feedbackhub.notification;

import java.time.Instant;

/** A mail has to wait; nothing failed, so it counts as no try. */
final class PutOff extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Instant until;

    PutOff(Instant until) {
        super("it has to wait", null, false, false);
        this.until = until;
    }

    /** When it is tried. */
    Instant until() {
        return until;
    }
}
