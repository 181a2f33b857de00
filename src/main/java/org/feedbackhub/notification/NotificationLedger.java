package org.feedbackhub.notification;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.arrival.Rows;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.notification.Notification.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of what was, is or will not be sent, each with its reason. */
final class NotificationLedger implements SendingHistory {

    private static final String NOBODY = "";

    private final JdbcClient jdbc;
    private final Rows rows;
    private final List<NotificationSettings.Cap> perPerson;
    private final InstantSource clock;

    NotificationLedger(JdbcClient jdbc, Rows rows, List<NotificationSettings.Cap> perPerson, InstantSource clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.perPerson = perPerson;
        this.clock = clock;
    }

    /**
     * What is to be planned.
     *
     * @param domain of the Message-ID
     */
    record Plan(
            Reference reference, String notification, @Nullable EmailAddress recipient, Instant dueAt, String domain) {}

    /** Enters notifications, but none that its feedback has for its recipient already; tells when each new one is due. */
    Map<UUID, Instant> plan(List<Plan> plans) {
        Map<UUID, Instant> due = new HashMap<>();
        jdbc.sql(
                        """
                        insert into notification (id, reference, notification, recipient, variant, state, reason,
                                                  due_at, message_id)
                        select id, reference, notification, recipient, '', 'planned', 'planned at recording', "dueAt",
                               "messageId"
                        from json_to_recordset(cast(:rows as json)) as row (
                            id uuid, reference text, notification text, recipient text, "dueAt" timestamptz,
                            "messageId" text)
                        on conflict (reference, notification, recipient) do nothing
                        returning id, due_at""")
                .param("rows", rows.of(plans.stream().map(Row::of).toList()))
                .query(row -> {
                    due.put(
                            row.getObject("id", UUID.class),
                            row.getTimestamp("due_at").toInstant());
                });
        return due;
    }

    private record Row(
            UUID id, Reference reference, String notification, String recipient, Instant dueAt, String messageId) {
        static Row of(Plan plan) {
            String to = plan.recipient() == null ? NOBODY : plan.recipient().value();
            return new Row(
                    UUID.randomUUID(),
                    plan.reference(),
                    plan.notification(),
                    to,
                    plan.dueAt(),
                    identity(plan.reference(), plan.notification(), to, plan.domain()));
        }
    }

    Optional<Notification> find(UUID id) {
        return jdbc.sql(
                        """
                        select reference, notification, recipient, state, due_at, message_id
                        from notification where id = :id""")
                .param("id", id)
                .query((row, number) -> new Notification(
                        id,
                        new Reference(row.getString("reference")),
                        row.getString("notification"),
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

    @Override
    public boolean undeliverable(CouncilId council, EmailAddress recipient) {
        return jdbc.sql(
                        """
                        select exists (select 1 from undeliverable
                                       where council = :council and address = :address)""")
                .param("council", council.value())
                .param("address", recipient.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<NotificationSettings.Cap> capReached(Notification notification) {
        return perPerson.stream()
                .filter(cap -> sentSince(notification, clock.instant().minus(cap.within())) >= cap.atMost())
                .findFirst();
    }

    private long sentSince(Notification notification, Instant moment) {
        return jdbc.sql(
                        """
                        select count(*) from notification
                        where recipient = :recipient and notification = :notification and decided_at > :moment
                          and state in ('sending', 'sent', 'bounced') and id <> :id""")
                .param("recipient", String.valueOf(notification.recipient()))
                .param("notification", notification.name())
                .param("id", notification.id())
                .param("moment", Timestamp.from(moment))
                .query(Long.class)
                .single();
    }

    /** The same for the same notification, and telling nothing of the recipient. */
    private static String identity(Reference reference, String notification, String recipient, String domain) {
        UUID recipientKey = UUID.nameUUIDFromBytes((reference + recipient).getBytes(StandardCharsets.UTF_8));
        return "<" + reference + "." + notification + "." + recipientKey + "@" + domain + ">";
    }
}
