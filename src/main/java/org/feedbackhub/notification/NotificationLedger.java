package org.feedbackhub.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.feedbackhub.arrival.Rows;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.notification.Notification.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of what was, is or will not be sent, each with its reason. */
final class NotificationLedger {

    private static final String NOBODY = "";
    private static final String COLUMNS =
            "select id, reference, notification, occasion, recipient, medium, paper_approved, facts, state, due_at, tried_at, message_id from notification ";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Rows rows;
    private final InstantSource clock;

    NotificationLedger(JdbcClient jdbc, ObjectMapper json, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.rows = new Rows(json);
        this.clock = clock;
    }

    /** Enters notifications, but none that its feedback has for its recipient already; tells what is new. */
    List<Planned> plan(List<Plan> plans) {
        return jdbc.sql(
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
                        returning id, notification, due_at""")
                .param("rows", rows.of(plans.stream().map(Row::of).toList()))
                .query((row, number) -> new Planned(
                        row.getObject("id", UUID.class),
                        NotificationType.of(row.getString("notification")),
                        row.getTimestamp("due_at").toInstant()))
                .list();
    }

    /** One that is new. */
    record Planned(UUID id, NotificationType type, Instant dueAt) {}

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
            String to = written(plan.recipient());
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

    private static String written(@Nullable EmailAddress recipient) {
        return recipient == null ? NOBODY : recipient.value();
    }

    Optional<Notification> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /**
     * Has the running transaction's commit not wait for the disk. Everybody sees what it wrote all the same; only if the machine
     * loses its power in the same half second, it is as if it had not been decided, and it is decided again.
     */
    void doNotWaitForTheDisk() {
        jdbc.sql("set local synchronous_commit = off").update();
    }

    /** Those of these that are due or being sent, locked in one order everywhere until the running transaction ends. */
    List<Notification> lockOpen(Collection<UUID> ids) {
        return jdbc.sql(COLUMNS + "where id = any(:ids) and state in ('planned', 'sending') order by id for update")
                .param("ids", ids.toArray(UUID[]::new))
                .query(this::read)
                .list();
    }

    /** One of this id if it waits, locked until the running transaction ends. */
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

    /** How one stands. @param template that was chosen, or empty */
    record Standing(State state, String template) {}

    private Notification read(ResultSet row, int number) throws SQLException {
        return new Notification(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                NotificationType.of(row.getString("notification")),
                row.getString("occasion"),
                EmailAddress.parse(row.getString("recipient")).orElse(null),
                Medium.of(row.getString("medium")),
                row.getBoolean("paper_approved"),
                facts(row.getString("facts")),
                state(row),
                row.getTimestamp("due_at").toInstant(),
                triedAt(row),
                row.getString("message_id"));
    }

    private static @Nullable Instant triedAt(ResultSet row) throws SQLException {
        Timestamp tried = row.getTimestamp("tried_at");
        return tried == null ? null : tried.toInstant();
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
     * Records how each stands now and why, unless another has settled it meanwhile, or has given the person another address. One
     * that came back before its sending was recorded stays as it came back.
     *
     * @return the notifications of which it is recorded
     */
    Set<UUID> decide(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return Set.of();
        }
        return jdbc.sql(
                        """
                        update notification
                        set state = outcome.state, decided_at = :now,
                            tried_at = case when outcome.state = 'sending' then coalesce(tried_at, :now) else tried_at end,
                            reason = outcome.reason || case when remark = '' then '' else '; ' || remark end,
                            variant = case when outcome.template = '' then variant else outcome.template end,
                            medium = outcome.medium
                        from json_to_recordset(cast(:rows as json)) as outcome (
                            id uuid, recipient text, state text, reason text, template text, medium text)
                        where notification.id = outcome.id and notification.recipient = outcome.recipient
                          and (notification.state = 'sending'
                               or notification.state in ('planned', 'held') and outcome.state <> 'sent')
                        returning notification.id""")
                .param("rows", rows.of(outcomes.stream().map(Decided::of).toList()))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> row.getObject("id", UUID.class))
                .set();
    }

    private record Decided(UUID id, String recipient, String state, String reason, String template, String medium) {
        static Decided of(Outcome outcome) {
            return new Decided(
                    outcome.notification().id(),
                    written(outcome.notification().recipient()),
                    outcome.state().id(),
                    outcome.reason(),
                    outcome.template(),
                    outcome.medium().id());
        }
    }

    /** Has it wait for another time, at which it is tried as if for the first time. @return whether it still waited */
    boolean move(UUID id, Instant dueAt) {
        return jdbc.sql(
                                """
                                update notification set due_at = :dueAt, state = 'planned', tried_at = null
                                where id = :id and state in ('planned', 'held')""")
                        .param("dueAt", Timestamp.from(dueAt))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Notes that it waits, and why: also where it was tried before, so that people can act on it meanwhile. */
    void putOff(UUID id, Instant dueAt, String reason) {
        jdbc.sql(
                        """
                        update notification set state = 'planned', due_at = :dueAt, reason = :reason
                        where id = :id and state in ('planned', 'sending')""")
                .param("dueAt", Timestamp.from(dueAt))
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    /** Notes that one that is held may go on paper, as a person wants it, where mail still cannot bring it. */
    void approve(UUID id) {
        jdbc.sql("update notification set paper_approved = true where id = :id and state = 'held'")
                .param("id", id)
                .update();
    }

    /** What was said of paper does not hold any more for what is about the feedback and not out yet. */
    void withdrawApproval(Reference reference) {
        jdbc.sql(
                        """
                        update notification set paper_approved = false
                        where reference = :reference and paper_approved and state in ('planned', 'held', 'sending')""")
                .param("reference", reference.value())
                .update();
    }

    /** Has those that were written as letters, and are taken back, wait again. */
    void unwritten(List<UUID> ids) {
        jdbc.sql(
                        "update notification set state = 'planned', paper_approved = false where id = any(:ids) and state = 'sent' and medium = 'letter'")
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    /** Has one that came back wait for being written as a letter. */
    void turnIntoLetter(UUID id, String reason) {
        cameBack(id, State.PLANNED, Medium.LETTER, reason);
    }

    /** Has one that came back wait until somebody sees to it. */
    void hold(UUID id, String reason) {
        cameBack(id, State.HELD, Medium.EMAIL, reason);
    }

    private void cameBack(UUID id, State state, Medium medium, String reason) {
        jdbc.sql(
                        """
                        update notification set state = :state, medium = :medium, reason = :reason
                        where id = :id and state = 'bounced'""")
                .param("state", state.id())
                .param("medium", medium.id())
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
                                update notification n set recipient = :recipient, medium = 'email'
                                where n.id = :id and not exists (
                                    select 1 from notification other
                                    where other.reference = n.reference and other.notification = n.notification
                                      and other.occasion = n.occasion and other.recipient = :recipient)""")
                        .param("recipient", written(recipient))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The same for the same notification, and telling nothing of the recipient. */
    private static String identity(Plan plan, String recipient) {
        UUID recipientKey = UUID.nameUUIDFromBytes((plan.reference() + recipient).getBytes(StandardCharsets.UTF_8));
        return "<" + plan.type().key(plan.reference(), plan.occasion()) + "." + recipientKey + "@" + plan.domain()
                + ">";
    }
}
