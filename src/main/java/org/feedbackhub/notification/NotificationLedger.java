package org.feedbackhub.notification;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.notification.Notification.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of what was, is or will not be sent, each with its reason. */
final class NotificationLedger {

    private static final String NOBODY = "";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    NotificationLedger(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Enters a notification; nothing if this feedback has it for this recipient already. */
    Optional<UUID> plan(
            Feedback feedback, String notification, @Nullable EmailAddress recipient, Instant dueAt, String domain) {
        String to = recipient == null ? NOBODY : recipient.value();
        return jdbc.sql(
                        """
                        insert into notification (id, reference, notification, recipient, variant, state, reason,
                                                  due_at, message_id)
                        values (:id, :reference, :notification, :recipient, '', 'planned', 'planned at recording',
                                :dueAt, :messageId)
                        on conflict (reference, notification, recipient) do nothing
                        returning id""")
                .param("id", UUID.randomUUID())
                .param("reference", feedback.reference().value())
                .param("notification", notification)
                .param("recipient", to)
                .param("dueAt", Timestamp.from(dueAt))
                .param("messageId", messageId(feedback.reference(), notification, to, domain))
                .query(UUID.class)
                .optional();
    }

    Optional<Notification> find(UUID id) {
        return jdbc.sql("select reference, recipient, state, due_at, message_id from notification where id = :id")
                .param("id", id)
                .query((row, number) -> new Notification(
                        id,
                        new Reference(row.getString("reference")),
                        EmailAddress.parse(row.getString("recipient")).orElse(null),
                        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        row.getTimestamp("due_at").toInstant(),
                        row.getString("message_id")))
                .optional();
    }

    /** Records how it stands now and why. @param variant the template that was chosen, or empty */
    void decide(Notification notification, State state, String reason, String variant) {
        jdbc.sql(
                        """
                        update notification
                        set state = :state, reason = :reason, decided_at = :now,
                            variant = case when :variant = '' then variant else :variant end
                        where id = :id""")
                .param("state", state.id())
                .param("reason", reason)
                .param("now", Timestamp.from(clock.instant()))
                .param("variant", variant)
                .param("id", notification.id())
                .update();
    }

    /** The same for the same notification, and telling nothing of the recipient. */
    private static String messageId(Reference reference, String notification, String recipient, String domain) {
        UUID recipientKey = UUID.nameUUIDFromBytes((reference + recipient).getBytes(StandardCharsets.UTF_8));
        return "<" + reference + "." + notification + "." + recipientKey + "@" + domain + ">";
    }
}
