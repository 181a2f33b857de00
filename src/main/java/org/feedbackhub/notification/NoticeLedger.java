package org.feedbackhub.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.notification.Notification.State;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of notices, each with what became of it. */
final class NoticeLedger {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final InstantSource clock;

    NoticeLedger(JdbcClient jdbc, ObjectMapper json, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Enters it. @return whether it is new */
    boolean plan(Notice notice) {
        return jdbc.sql(
                                """
                                insert into notice (id, council, template, recipient, answers, facts, planned_at, state, reason)
                                values (:id, :council, :template, :recipient, :answers, cast(:facts as jsonb), :now,
                                        'planned', 'planned')
                                on conflict (id) do nothing""")
                        .param("id", notice.id())
                        .param("council", notice.council().value())
                        .param("template", notice.template())
                        .param("recipient", notice.recipient().value())
                        .param("answers", notice.answers())
                        .param("facts", written(notice.facts()))
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** How many of these there are. */
    int known(List<String> ids) {
        return jdbc.sql("select count(*) from notice where id = any(:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query(Integer.class)
                .single();
    }

    /** When a notice that is still to be sent was planned, with the notice. */
    Optional<Map.Entry<Notice, Instant>> open(String id) {
        return jdbc.sql(
                        """
                        select council, template, recipient, answers, facts, planned_at from notice
                        where id = :id and state in ('planned', 'sending')""")
                .param("id", id)
                .query((row, number) -> Map.entry(
                        new Notice(
                                id,
                                new CouncilId(row.getString("council")),
                                row.getString("template"),
                                new EmailAddress(row.getString("recipient")),
                                row.getString("answers"),
                                read(row.getString("facts"))),
                        row.getTimestamp("planned_at").toInstant()))
                .optional();
    }

    /** Which of these the council's people were told last, if any. */
    Optional<String> latest(CouncilId council, List<String> templates) {
        return jdbc.sql(
                        """
                        select template from notice where council = :council and template = any(:templates)
                        order by planned_at desc limit 1""")
                .param("council", council.value())
                .param("templates", templates.toArray(String[]::new))
                .query(String.class)
                .optional();
    }

    /** How many others of these the person has been sent lately. */
    long sent(Notice notice, Duration within) {
        return jdbc.sql(
                        """
                        select count(*) from notice
                        where recipient = :recipient and template = :template and state in ('sending', 'sent')
                          and id <> :id
                          and decided_at > :moment""")
                .param("recipient", notice.recipient().value())
                .param("template", notice.template())
                .param("id", notice.id())
                .param("moment", Timestamp.from(clock.instant().minus(within)))
                .query(Long.class)
                .single();
    }

    void decide(Notice notice, State state, String reason) {
        jdbc.sql("update notice set state = :state, reason = :reason, decided_at = :now where id = :id")
                .param("state", state.id())
                .param("reason", reason)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", notice.id())
                .update();
    }

    private String written(Map<String, String> facts) {
        try {
            return json.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new PermanentFault("the notice cannot be written as JSON", e);
        }
    }

    private Map<String, String> read(String facts) {
        try {
            return json.readValue(facts, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new PermanentFault("the notice in the database is not as this version writes it", e);
        }
    }
}
