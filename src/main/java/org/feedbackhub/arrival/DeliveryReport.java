package org.feedbackhub.arrival;

import java.util.List;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server reports about a mail that was sent before (RFC 3464, RFC 8098, or a server's own words).
 *
 * @param messageIds of the mail that it is about, angle brackets with them, the likeliest first; empty if it names none
 * @param references in the address that the report came to, where mails are sent with one of their own to come back to
 * @param recipients whom it is about, as far as they are named
 * @param failed whether delivery has failed for good; false if it is late, has gone on, or was read
 * @param status as of RFC 3463, such as {@code 5.1.1}, or null; the server's words are left out, as they can be personal
 */
public record DeliveryReport(
        List<String> messageIds,
        List<Reference> references,
        List<EmailAddress> recipients,
        boolean failed,
        @Nullable String status) {

    public DeliveryReport {
        messageIds = List.copyOf(messageIds);
        references = List.copyOf(references);
        recipients = List.copyOf(recipients);
    }
}
