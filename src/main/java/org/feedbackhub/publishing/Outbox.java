package org.feedbackhub.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.feedbackhub.arrival.AfterCommit;
import org.feedbackhub.arrival.Rows;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FeedbackRecorded;
import org.feedbackhub.feedback.FollowUp;
import org.feedbackhub.feedback.FollowUpRecorded;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes events in the transaction of what they tell of, and wakes the relay once that has committed. */
public final class Outbox implements FeedbackRecorded, FollowUpRecorded {

    /** Into how many independent streams the outbox is divided; a reference stays in one. */
    static final int SHARDS = 4;

    /** Of a feedback's events; its row begins with it. */
    private static final int FIRST = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Rows rows;
    private final FollowUpEvents followUpEvents;
    private final PublishingSettings settings;
    private final RelayWakeUp wakeUp;
    private final InstantSource clock;

    Outbox(
            JdbcClient jdbc,
            ObjectMapper json,
            Councils councils,
            PublishingSettings settings,
            RelayWakeUp wakeUp,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.rows = new Rows(json);
        this.followUpEvents = new FollowUpEvents(councils, settings.publicUrl());
        this.settings = settings;
        this.wakeUp = wakeUp;
        this.clock = clock;
    }

    /** Appends the whole state as the first event of each, with whose number its row has begun. */
    @Override
    public void recorded(List<Feedback> feedback) {
        append(feedback.stream().map(one -> state(one, FIRST)).toList());
    }

    /** Appends the whole state again, in a transaction that has changed it; what has joined another stands nowhere any more. */
    public void updated(Feedback feedback) {
        if (feedback.joinedTo() == null) {
            append(List.of(state(feedback, nextNumber(feedback.reference()))));
        }
    }

    /**
     * Appends the whole state again, in a transaction that has changed it. If it belongs to another topic now, a tombstone is left
     * on the one before, and that it moved is told, by reference only.
     */
    public void moved(Feedback before, Feedback now) {
        Topic from = Topic.of(before.classification());
        Topic to = Topic.of(now.classification());
        if (from == to) {
            updated(now);
            return;
        }
        Reference reference = now.reference();
        CouncilId council = now.submission().council();
        append(List.of(
                row(reference, nextNumber(reference), council, from, EventType.RECORDED, null),
                state(now, nextNumber(reference)),
                row(
                        reference,
                        nextNumber(reference),
                        council,
                        Topic.FOLLOW_UPS,
                        EventType.MOVED,
                        new Moved(reference, name(from), name(to), null))));
    }

    /**
     * Leaves a tombstone where the state stood, in a transaction that has made the feedback a follow-up of another, and tells by
     * reference only of which: it stands on no topic any more.
     */
    public void left(Feedback before, Feedback now) {
        Topic from = Topic.of(before.classification());
        Reference reference = now.reference();
        CouncilId council = now.submission().council();
        append(List.of(
                row(reference, nextNumber(reference), council, from, EventType.RECORDED, null),
                row(
                        reference,
                        nextNumber(reference),
                        council,
                        Topic.FOLLOW_UPS,
                        EventType.MOVED,
                        new Moved(reference, name(from), name(Topic.FOLLOW_UPS), now.joinedTo()))));
    }

    /** From which topic to which a feedback's state has moved. @param joined of which it is a follow-up now, or not told */
    private record Moved(
            Reference reference,
            String from,
            String to,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reference joined) {}

    @Override
    public void joined(FollowUp followUp) {
        Feedback feedback = followUp.feedback();
        for (FollowUpEvents.Told told : followUpEvents.of(followUp)) {
            tell(feedback, Topic.FOLLOW_UPS, told.type(), told.body());
        }
    }

    /**
     * Appends a fact about a feedback, in a transaction that makes it one.
     *
     * @param body written as JSON; on topics that are kept by time, reference and links only
     */
    public void tell(Feedback feedback, Topic topic, EventType type, Object body) {
        tell(List.of(new Fact(feedback, topic, type, body)));
    }

    /**
     * The same of several, whose feedback the transaction has locked if it is not of one feedback alone. What is told of a feedback
     * that may tell of harm goes to the restricted topic (P11), with the state once more behind it: the topic is compacted, and what
     * stands last is what it keeps.
     */
    public void tell(List<Fact> facts) {
        facts.stream().filter(fact -> fact.feedback().mayTellOfHarm()).forEach(this::tellRestricted);
        tellOpenly(
                facts.stream().filter(fact -> !fact.feedback().mayTellOfHarm()).toList());
    }

    private void tellRestricted(Fact fact) {
        Feedback feedback = fact.feedback();
        Reference reference = feedback.reference();
        append(List.of(
                row(
                        reference,
                        nextNumber(reference),
                        feedback.submission().council(),
                        Topic.SAFEGUARDING,
                        fact.type(),
                        fact.body()),
                state(feedback, nextNumber(reference))));
    }

    private void tellOpenly(List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        Map<Reference, Integer> next = nextNumbers(facts);
        append(facts.stream()
                .map(fact -> {
                    Reference reference = fact.feedback().reference();
                    return row(
                            reference,
                            next.merge(reference, 1, Integer::sum) - 1,
                            fact.feedback().submission().council(),
                            fact.topic(),
                            fact.type(),
                            fact.body());
                })
                .toList());
    }

    /** What is told. @param body written as JSON */
    public record Fact(Feedback feedback, Topic topic, EventType type, Object body) {}

    /** How many events wait to be published. */
    public long waiting() {
        return jdbc.sql("select count(*) from outbox").query(Long.class).single();
    }

    /** In which stream the reference's events stand. */
    static int shard(Reference reference) {
        return Math.floorMod(reference.value().hashCode(), SHARDS);
    }

    /** Locks the feedback's row, so that numbers are drawn and committed in one order. */
    private int nextNumber(Reference reference) {
        return jdbc.sql(
                        """
                        update feedback set last_event = last_event + 1 where reference = :reference
                        returning last_event""")
                .param("reference", reference.value())
                .query(Integer.class)
                .single();
    }

    /** The first number of each feedback's own; those after it are drawn for the further facts. */
    private Map<Reference, Integer> nextNumbers(List<Fact> facts) {
        Map<Reference, Integer> told = new HashMap<>();
        facts.forEach(fact -> told.merge(fact.feedback().reference(), 1, Integer::sum));
        Map<Reference, Integer> next = new HashMap<>();
        jdbc.sql(
                        """
                        update feedback set last_event = last_event + told.facts
                        from json_to_recordset(cast(:rows as json)) as told (reference text, facts integer)
                        where feedback.reference = told.reference
                        returning feedback.reference, last_event - told.facts + 1 as first""")
                .param(
                        "rows",
                        rows.of(told.entrySet().stream()
                                .map(one -> new Told(one.getKey(), one.getValue()))
                                .toList()))
                .query(row -> {
                    next.put(new Reference(row.getString("reference")), row.getInt("first"));
                });
        return next;
    }

    private record Told(Reference reference, int facts) {}

    private Row state(Feedback feedback, int sequence) {
        return row(
                feedback.reference(),
                sequence,
                feedback.submission().council(),
                Topic.of(feedback.classification()),
                EventType.RECORDED,
                RecordedBody.of(feedback, settings.publicUrl()));
    }

    private String name(Topic topic) {
        return settings.topics().prefix() + topic.baseName();
    }

    /** @param body null for a tombstone */
    private Row row(
            Reference reference, int sequence, CouncilId council, Topic topic, EventType type, @Nullable Object body) {
        String written = body == null ? null : written(body);
        return new Row(
                UUID.randomUUID(),
                reference,
                sequence,
                shard(reference),
                council,
                name(topic),
                type.id(),
                settings.publicUrl() + type.schema(),
                clock.instant(),
                written == null ? 0 : written.getBytes(StandardCharsets.UTF_8).length,
                written);
    }

    /** One event, with its body as it is going to be sent. */
    private record Row(
            UUID id,
            Reference reference,
            int sequence,
            int shard,
            CouncilId council,
            String topic,
            String type,
            String schema,
            Instant occurred,
            int bytes,
            @JsonRawValue @Nullable String body) {}

    private void append(List<Row> events) {
        jdbc.sql(
                        """
                        with row as (
                            select * from json_to_recordset(cast(:rows as json)) as row (
                                id uuid, reference text, sequence integer, shard smallint, council text, topic text,
                                type text, schema text, occurred timestamptz, bytes integer, body json)),
                        written as (
                            insert into event (id, reference, sequence, council, topic, type, data_schema, occurred_at,
                                               body)
                            select id, reference, sequence, council, topic, type, schema, occurred,
                                   convert_to(cast(body as text), 'UTF8')
                            from row
                            returning position, reference, sequence)
                        insert into outbox (position, shard, reference, sequence, bytes)
                        select position, shard, reference, sequence, bytes
                        from written join row using (reference, sequence)""")
                .param("rows", rows.of(events))
                .update();
        AfterCommit.run(() -> {
            for (Row event : events) {
                LOG.info(
                        "event=to-be-published reference={} topic={} type={}",
                        event.reference(),
                        event.topic(),
                        event.type());
            }
            events.stream().mapToInt(Row::shard).distinct().forEach(wakeUp::wake);
        });
    }

    private String written(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new PermanentFault("the event cannot be written as JSON", e);
        }
    }
}
