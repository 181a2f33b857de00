package org.feedbackhub.feedback;

import org.jspecify.annotations.Nullable;

/**
 * By what a message is told apart from others, as far as its channel knows.
 *
 * @param messageId of an e-mail, with angle brackets, to which an answer threads itself; or null
 * @param fingerprint the same for every copy of one message, however it was delivered: 64 hexadecimal digits, or null
 *     where copies cannot be told
 */
public record Origin(@Nullable String messageId, @Nullable String fingerprint) {

    /** Nothing is known. */
    public static final Origin UNKNOWN = new Origin(null, null);
}
