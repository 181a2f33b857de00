package org.feedbackhub.notification;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Something to be sent to a person, once for a feedback and an occasion.
 *
 * @param id of its row and of its job
 * @param reference of the feedback
 * @param type what it is
 * @param occasion what brought it about, where one feedback can have several of its type; else empty
 * @param recipient to whom by mail, or null where no address is known
 * @param medium by which it is to go; by letter once mail could not reach the person
 * @param paperApproved whether a person has said that it may go on paper
 * @param facts that were fixed when it was planned and that its template uses; nothing personal
 * @param state how far it is
 * @param dueAt when it is decided and sent
 * @param triedAt when it was first handed to the mail server, or null
 * @param messageId the same each time it is tried
 */
record Notification(
        UUID id,
        Reference reference,
        NotificationType type,
        String occasion,
        @Nullable EmailAddress recipient,
        Medium medium,
        boolean paperApproved,
        Map<String, String> facts,
        State state,
        Instant dueAt,
        @Nullable Instant triedAt,
        String messageId) {

    /** How far a notification is. */
    enum State {
        /** It has a due time. */
        PLANNED,
        /** It waits for a way to reach the person. */
        HELD,
        /** It is being handed to the mail server; after a crash its fate is unknown and it is tried again. */
        SENDING,
        /** The mail server took it. */
        SENT,
        /** It was decided not to send it. */
        SUPPRESSED,
        /** It could not be sent. */
        FAILED,
        /** It was sent, and came back. */
        BOUNCED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether there is still something to do. */
        boolean open() {
            return this == PLANNED || this == SENDING;
        }
    }
}
