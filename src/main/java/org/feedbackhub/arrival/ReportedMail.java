package org.feedbackhub.arrival;

import java.util.UUID;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A mail of the hub that a mail server reports about.
 *
 * @param notification that it was sent for
 * @param reference of the feedback that it is about
 * @param status as of RFC 3463, such as {@code 5.1.1}, or null
 */
public record ReportedMail(
        UUID notification, Reference reference, CouncilId council, EmailAddress recipient, @Nullable String status) {}
