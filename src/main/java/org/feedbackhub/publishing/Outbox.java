package org.feedbackhub.publishing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.UUID;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FeedbackRecorded;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes events in the transaction of what they tell of, and wakes the relay once that has committed. */
public final class Outbox implements FeedbackRecorded {

    /** Into how many independent streams the outbox is divided; a reference stays in one. */
    static final int SHARDS = 4;

    private static final String RECORDED = "org.feedbackhub.feedback.recorded.v1";
    private static final String RECORDED_SCHEMA = "/contracts/feedback-recorded.v1.schema.json";

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final PublishingSettings settings;
    private final RelayWakeUp wakeUp;
    private final InstantSource clock;

    Outbox(JdbcClient jdbc, ObjectMapper json, PublishingSettings settings, RelayWakeUp wakeUp, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.settings = settings;
        this.wakeUp = wakeUp;
        this.clock = clock;
    }

    /** Appends the whole state: at recording, and again in each transaction that changes it under the row's lock. */
    @Override
    public void recorded(Feedback feedback) {
        append(
                feedback.reference(),
                feedback.submission().council(),
                Topic.of(feedback.classification()),
                RECORDED,
                RECORDED_SCHEMA,
                RecordedBody.of(feedback, settings.publicUrl()));
    }

    /** How many events wait to be published. */
    public long waiting() {
        return jdbc.sql("select count(*) from outbox").query(Long.class).single();
    }

    /** In which stream the reference's events stand. */
    static int shard(Reference reference) {
        return Math.floorMod(reference.value().hashCode(), SHARDS);
    }

    /** The update locks the feedback's row, so that numbers are drawn and committed in one order. */
    private void append(Reference reference, CouncilId council, Topic topic, String type, String schema, Object body) {
        int shard = shard(reference);
        byte[] bytes = written(body);
        int appended = jdbc.sql(
                        """
                        with numbered as (
                            update feedback set last_event = last_event + 1
                            where reference = :reference
                            returning last_event),
                        written as (
                            insert into event (id, reference, sequence, council, topic, type, data_schema, occurred_at,
                                               body)
                            select :id, :reference, last_event, :council, :topic, :type, :dataSchema, :occurredAt, :body
                            from numbered
                            returning position, reference, sequence)
                        insert into outbox (position, shard, reference, sequence, bytes)
                        select position, :shard, reference, sequence, :bytes from written""")
                .param("id", UUID.randomUUID())
                .param("reference", reference.value())
                .param("shard", shard)
                .param("council", council.value())
                .param("topic", settings.topics().prefix() + topic.baseName())
                .param("type", type)
                .param("dataSchema", settings.publicUrl() + schema)
                .param("occurredAt", Timestamp.from(clock.instant()))
                .param("body", bytes)
                .param("bytes", bytes.length)
                .update();
        if (appended != 1) {
            throw new IllegalStateException("an event needs its feedback's row");
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                LOG.info("event=to-be-published reference={} topic={} type={}", reference, topic.baseName(), type);
                wakeUp.wake(shard);
            }
        });
    }

    private byte[] written(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new PermanentFault("the event cannot be written as JSON", e);
        }
    }
}
