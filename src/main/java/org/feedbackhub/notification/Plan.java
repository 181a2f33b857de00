package org.feedbackhub.notification;

import java.time.Instant;
import java.util.Map;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What is to be planned.
 *
 * @param occasion what brought it about, where one feedback can have several of the type; else empty
 * @param recipient to whom, or null where no address is known
 * @param facts that its template uses; nothing personal
 * @param domain of the Message-ID
 */
record Plan(
        Reference reference,
        NotificationType type,
        String occasion,
        @Nullable EmailAddress recipient,
        Map<String, String> facts,
        Instant dueAt,
        String domain) {}
