package org.feedbackhub.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What is, was or will not be sent, as people see it.
 *
 * @param reference of the feedback
 * @param council as which it is sent
 * @param safeguarding whether the feedback may tell of harm, and only those with a role of its own may see this (P11)
 * @param type what it is, as in events, such as {@code acknowledgement}
 * @param occasion what brought it about, or empty
 * @param recipient address of mail, or empty where none is known
 * @param letter whether it goes, or went, on paper
 * @param template that was chosen for it, or empty while none is
 * @param state such as {@code planned}
 * @param reason of its state, and who had a hand in it
 * @param dueAt when it is decided and sent
 * @param decidedAt when it got its state, or null while it waits for its time
 * @param lastDay the last on which it keeps what is promised, or null where nothing is
 * @param bounce how it came back, or empty
 */
public record NotificationEntry(
        UUID id,
        Reference reference,
        CouncilId council,
        boolean safeguarding,
        String type,
        String occasion,
        String recipient,
        boolean letter,
        String template,
        String state,
        String reason,
        Instant dueAt,
        @Nullable Instant decidedAt,
        @Nullable LocalDate lastDay,
        String bounce) {

    /** Whether people can still move or cancel it. */
    public boolean waits() {
        return state.equals(Notification.State.PLANNED.id()) || state.equals(Notification.State.HELD.id());
    }
}
