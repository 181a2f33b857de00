package org.feedbackhub.email;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.feedbackhub.arrival.ReceivedFile;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * A message with MIME taken off.
 *
 * @param headers by lower-case name, values unfolded and decoded, in the order of the message
 * @param from who wrote it, if an address can be made out
 * @param replyTo where they ask answers to go
 * @param subject decoded, empty if there is none
 * @param mediaType of the message as a whole, lower case, such as {@code multipart/report}
 * @param text the message's text, empty if it has none
 * @param attachments all else that it carries
 * @param doubts what a person should know before relying on the text, such as that some of it is encrypted
 */
record ParsedMail(
        Map<String, List<String>> headers,
        Optional<Sender> from,
        Optional<Sender> replyTo,
        String subject,
        String mediaType,
        String text,
        List<ReceivedFile> attachments,
        List<String> doubts) {

    /** Somebody who writes: an address and the name shown with it. */
    record Sender(@Nullable String name, EmailAddress address) {}

    /** All values of the header, the topmost first; none if it is absent. */
    List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** The topmost value of the header. */
    Optional<String> firstHeader(String name) {
        return header(name).stream().findFirst();
    }
}
