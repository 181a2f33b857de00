package org.feedbackhub.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
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
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.notification.Notification.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of what was, is or will not be sent, each with its reason. */
final class NotificationLedger implements SendingHistory {

    private static final String NOBODY = "";
    private static final String COLUMNS =
            "select id, reference, notification, occasion, recipient, facts, state, due_at, message_id from notification ";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Rows rows;
    private final List<NotificationSettings.Cap> perPerson;
    private final InstantSource clock;

    NotificationLedger(
            JdbcClient jdbc, ObjectMapper json, List<NotificationSettings.Cap> perPerson, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.rows = new Rows(json);
        this.perPerson = perPerson;
        this.clock = clock;
    }

    /** Enters notifications, but none that its feedback has for its recipient already; tells when each new one is due. */
    Map<UUID, Instant> plan(List<Plan> plans) {
        Map<UUID, Instant> due = new HashMap<>();
        jdbc.sql(
                        """
                        insert into notification (id, reference, notification, occasion, recipient, facts, variant, state,
                                                  reason, due_at, message_id)
                        select id, reference, notification, occasion, recipient, facts, '', 'planned', 'planned', "dueAt",
                               "messageId"
                        from json_to_recordset(cast(:rows as json)) as row (
                            id uuid, reference text, notification text, occasion text, recipient text, facts jsonb,
                            "dueAt" timestamptz, "messageId" text)
                        -- nor one of this Message-ID: it was planned for this address and goes to another one now
                        on conflict do nothing
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
            UUID id,
            Reference reference,
            String notification,
            String occasion,
            String recipient,
            Map<String, String> facts,
            Instant dueAt,
            String messageId) {
        static Row of(Plan plan) {
            String to = plan.recipient() == null ? NOBODY : plan.recipient().value();
            return new Row(
                    UUID.randomUUID(),
                    plan.reference(),
                    plan.type().id(),
                    plan.occasion(),
                    to,
                    plan.facts(),
                    plan.dueAt(),
                    identity(plan, to));
        }
    }

    Optional<Notification> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** The same if it waits, locked until the running transaction ends. */
    Optional<Notification> findWaiting(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id and state in ('planned', 'held') for update")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** Those of the feedback that are planned or held, locked until the running transaction ends. */
    List<Notification> waiting(Reference reference) {
        return jdbc.sql(COLUMNS
                        + "where reference = :reference and state in ('planned', 'held') order by id for update")
                .param("reference", reference.value())
                .query(this::read)
                .list();
    }

    /** How the feedback's newest notification of the type stands, with the template that was chosen. */
    Optional<Standing> newest(Reference reference, NotificationType type) {
        return jdbc.sql(
                        """
                        select state, variant from notification where reference = :reference and notification = :type
                        order by due_at desc limit 1""")
                .param("reference", reference.value())
                .param("type", type.id())
                .query((row, number) -> new Standing(state(row), row.getString("variant")))
                .optional();
    }

    @Override
    public String acknowledgedIn(Reference reference) {
        return newest(reference, NotificationType.ACKNOWLEDGEMENT)
                .map(Standing::template)
                .orElse("");
    }

    /** How one stands. @param template that was chosen, or empty */
    record Standing(State state, String template) {}

    private Notification read(ResultSet row, int number) throws SQLException {
        return new Notification(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                NotificationType.of(row.getString("notification")),
                row.getString("occasion"),
                EmailAddress.parse(row.getString("recipient")).orElse(null),
                facts(row.getString("facts")),
                state(row),
                row.getTimestamp("due_at").toInstant(),
                row.getString("message_id"));
    }

    private static State state(ResultSet row) throws SQLException {
        return State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    }

    private Map<String, String> facts(String facts) {
        try {
            return json.readValue(facts, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new PermanentFault("the notification in the database is not as this version writes it", e);
        }
    }

    /**
     * Records how it stands now and why, unless another has settled it meanwhile.
     *
     * @param template that was chosen, or empty
     * @return whether it is recorded
     */
    boolean decide(Notification notification, State state, String reason, String template) {
        return jdbc.sql(
                                """
                                update notification
                                set state = :state, decided_at = :now,
                                    reason = :reason || case when remark = '' then '' else '; ' || remark end,
                                    variant = case when :template = '' then variant else :template end
                                where id = :id and state in ('planned', 'held', 'sending')""")
                        .param("state", state.id())
                        .param("reason", reason)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("template", template)
                        .param("id", notification.id())
                        .update()
                == 1;
    }

    /** Has it wait for another time. @return whether it still waited */
    boolean move(UUID id, Instant dueAt) {
        return jdbc.sql(
                                """
                                update notification set due_at = :dueAt, state = 'planned'
                                where id = :id and state in ('planned', 'held')""")
                        .param("dueAt", Timestamp.from(dueAt))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Notes that it is decided again later, and why. */
    void putOff(UUID id, Instant dueAt, String reason) {
        jdbc.sql("update notification set due_at = :dueAt, reason = :reason where id = :id and state = 'planned'")
                .param("dueAt", Timestamp.from(dueAt))
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    /** Has what a person did about it, or why, stand behind the reason of what is decided from now on. */
    void remark(UUID id, String remark) {
        jdbc.sql(
                        """
                        update notification
                        set remark = :remark,
                            reason = case when state = 'planned' then 'planned; ' || :remark else reason end
                        where id = :id""")
                .param("remark", remark)
                .param("id", id)
                .update();
    }

    /** Has it go to another address of the same person. @return false if that address has one of the same occasion already */
    boolean readdress(UUID id, @Nullable EmailAddress recipient) {
        return jdbc.sql(
                                """
                                update notification n set recipient = :recipient
                                where n.id = :id and not exists (
                                    select 1 from notification other
                                    where other.reference = n.reference and other.notification = n.notification
                                      and other.occasion = n.occasion and other.recipient = :recipient)""")
                        .param("recipient", recipient == null ? NOBODY : recipient.value())
                        .param("id", id)
                        .update()
                == 1;
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

    @Override
    public boolean sentBefore(Notification notification) {
        return jdbc.sql(
                        """
                        select exists (select 1 from notification
                                       where reference = :reference and notification = :type and id <> :id
                                         and state in ('sending', 'sent', 'bounced'))""")
                .param("reference", notification.reference().value())
                .param("type", notification.type().id())
                .param("id", notification.id())
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean sentToPersonWithin(Notification notification, CouncilId council, Duration within) {
        return jdbc.sql(
                        """
                        select exists (select 1 from notification n join feedback f on f.reference = n.reference
                                       where n.recipient = :recipient and n.notification = :type and n.id <> :id
                                         and n.decided_at > :moment and n.state in ('sending', 'sent', 'bounced')
                                         and f.council = :council)""")
                .param("recipient", String.valueOf(notification.recipient()))
                .param("type", notification.type().id())
                .param("id", notification.id())
                .param("council", council.value())
                .param("moment", Timestamp.from(clock.instant().minus(within)))
                .query(Boolean.class)
                .single();
    }

    private long sentSince(Notification notification, Instant moment) {
        return jdbc.sql(
                        """
                        select count(*) from notification
                        where recipient = :recipient and notification = :type and decided_at > :moment
                          and state in ('sending', 'sent', 'bounced') and id <> :id""")
                .param("recipient", String.valueOf(notification.recipient()))
                .param("type", notification.type().id())
                .param("id", notification.id())
                .param("moment", Timestamp.from(moment))
                .query(Long.class)
                .single();
    }

    /** The same for the same notification, and telling nothing of the recipient. */
    private static String identity(Plan plan, String recipient) {
        UUID recipientKey = UUID.nameUUIDFromBytes((plan.reference() + recipient).getBytes(StandardCharsets.UTF_8));
        return "<" + plan.type().key(plan.reference(), plan.occasion()) + "." + recipientKey + "@" + plan.domain()
                + ">";
    }
}
