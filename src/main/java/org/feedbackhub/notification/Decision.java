package org.feedbackhub.notification;

import java.time.Instant;

/** Whether a notification that is due goes out, and why. */
sealed interface Decision {

    /** In words, for the ledger. */
    String reason();

    /** It goes out by this way, in the words of this template. */
    record Send(Medium medium, String template, String reason) implements Decision {}

    /** It does not. */
    record Suppress(String reason) implements Decision {}

    /** It is decided again later. @param until when */
    record Wait(Instant until, String reason) implements Decision {}

    /** It waits until the person can be reached in another way. */
    record Hold(String reason) implements Decision {}
}
