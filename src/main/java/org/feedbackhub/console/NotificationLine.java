package org.feedbackhub.console;

import java.util.UUID;
import org.feedbackhub.notification.NotificationEntry;

/** A notification as lists show it. @param decided when it got its state, or empty while it waits for its time */
public record NotificationLine(
        UUID id,
        String reference,
        String council,
        String type,
        String occasion,
        String recipient,
        boolean letter,
        String state,
        String reason,
        String due,
        String decided,
        String bounce) {

    static NotificationLine of(NotificationEntry entry) {
        return new NotificationLine(
                entry.id(),
                entry.reference().value(),
                entry.council().value(),
                entry.type(),
                entry.occasion(),
                entry.recipient(),
                entry.letter(),
                entry.state(),
                entry.reason(),
                UkTime.of(entry.dueAt()),
                UkTime.ofOptional(entry.decidedAt()),
                entry.bounce());
    }
}
