package org.feedbackhub.arrival;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FollowUp;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Scan;
import org.feedbackhub.feedback.Standing;
import org.feedbackhub.feedback.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The feedback that the hub knows, each under its reference, and what has joined it. */
public final class FeedbackRecords {

    private static final String FILES = "select id, name, media_type, size, sha256, scan from attachment ";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Rows rows;

    public FeedbackRecords(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.rows = new Rows(json);
    }

    /**
     * A feedback and the line of the ledger that it came by.
     *
     * @param splitFrom the feedback that began with that line, where this is another matter of the same message; else null
     */
    record Arrival(UUID arrival, Feedback feedback, @Nullable Reference splitFrom) {

        /** One that began with its line. */
        Arrival(UUID arrival, Feedback feedback) {
            this(arrival, feedback, null);
        }
    }

    /** The line of the ledger that the feedback came by. */
    UUID arrivalOf(Reference reference) {
        return jdbc.sql("select arrival from feedback where reference = :reference")
                .param("reference", reference.value())
                .query(UUID.class)
                .single();
    }

    /** The other feedback that began with the same message, which somebody has split. */
    public List<Reference> partsOf(Reference reference) {
        return jdbc
                .sql(
                        """
                        select other.reference from feedback f join feedback other on other.arrival = f.arrival
                        where f.reference = :reference and other.reference <> f.reference
                        order by other.reference""")
                .param("reference", reference.value())
                .query(String.class)
                .list()
                .stream()
                .map(Reference::new)
                .toList();
    }

    /** Those that have become follow-ups of this one, or of one that has. */
    public List<Reference> joinedTo(Reference reference) {
        return jdbc
                .sql(
                        """
                        with recursive joined as (
                            select reference from feedback where joined_to = :reference
                            union select f.reference from feedback f join joined on f.joined_to = joined.reference)
                        select reference from joined order by reference""")
                .param("reference", reference.value())
                .query(String.class)
                .list()
                .stream()
                .map(Reference::new)
                .toList();
    }

    /** Adds the feedback; their rows stay locked until the transaction ends. */
    void add(List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into feedback (reference, arrival, council, channel, kind, for_review, received_at,
                                              acknowledge_by, respond_by, split_from, state, words)
                        select state ->> 'reference', arrival, state -> 'submission' ->> 'council',
                               state -> 'submission' ->> 'channel', state -> 'classification' ->> 'kind',
                               cast(state -> 'classification' ->> 'forReview' as boolean),
                               cast(state ->> 'receivedAt' as timestamptz),
                               cast(state -> 'promise' ->> 'acknowledgeBy' as date),
                               cast(state -> 'promise' ->> 'respondBy' as date), "splitFrom", state, words
                        from json_to_recordset(cast(:rows as json)) as row (
                            arrival uuid, "splitFrom" text, state jsonb, words tsvector)""")
                .param(
                        "rows",
                        rows.of(arrivals.stream().map(FeedbackRecords::row).toList()))
                .update();
        List<AttachmentRow> attachments = new ArrayList<>();
        for (Arrival one : arrivals) {
            for (Attachment attachment : one.feedback().submission().attachments()) {
                attachments.add(new AttachmentRow(one.feedback().reference(), one.arrival(), attachment));
            }
        }
        addFiles(attachments);
    }

    private static Row row(Arrival one) {
        Submission submission = one.feedback().submission();
        return new Row(
                one.arrival(),
                one.splitFrom(),
                one.feedback(),
                SearchWords.vector(submission.subject(), submission.text()));
    }

    private record Row(UUID arrival, @Nullable Reference splitFrom, Feedback state, String words) {}

    /** Adds what joins a feedback, which is found by its words as well from now on. */
    void add(FollowUp followUp) {
        jdbc.sql(
                        """
                        insert into follow_up (arrival, reference, intent, standing, received_at, sha256, state,
                                               contact_restricted, next_stage_by)
                        values (:arrival, :reference, :intent, :standing, cast(:receivedAt as timestamptz), :sha256,
                                cast(:state as jsonb), :contactRestricted, cast(:nextStageBy as date))""")
                .param("arrival", followUp.id())
                .param("reference", followUp.feedback().reference().value())
                .param("intent", followUp.intent().id())
                .param("standing", followUp.standing().id())
                .param("receivedAt", followUp.receivedAt().toString())
                .param("sha256", followUp.originalSha256())
                .param("state", written(followUp.submission()))
                .param("contactRestricted", followUp.contactRestricted())
                .param("nextStageBy", followUp.nextStageBy())
                .update();
        jdbc.sql(
                        """
                        update feedback set words = words || cast(:words as tsvector)
                        where reference = :reference
                          and octet_length(cast(words as text)) + octet_length(:words) < :full""")
                .param(
                        "words",
                        SearchWords.vector(
                                followUp.submission().subject(),
                                followUp.submission().text()))
                .param("reference", followUp.feedback().reference().value())
                .param("full", SearchWords.FULL)
                .update();
        addFiles(followUp.submission().attachments().stream()
                .map(attachment -> new AttachmentRow(followUp.feedback().reference(), followUp.id(), attachment))
                .toList());
    }

    /** What has joined the feedback, whole, with its files as they stand now; without the feedback's own dates of further stages. */
    List<FollowUp> whole(Feedback feedback) {
        return jdbc.sql(
                        """
                        select arrival, intent, received_at, sha256, state, contact_restricted
                        from follow_up where reference = :reference order by received_at, arrival""")
                .param("reference", feedback.reference().value())
                .query((row, number) -> {
                    UUID arrival = row.getObject("arrival", UUID.class);
                    return new FollowUp(
                            arrival,
                            feedback,
                            submission(row.getString("state")).with(attachments(feedback.reference(), arrival)),
                            Intent.of(row.getString("intent")),
                            Standing.NONE,
                            null,
                            row.getTimestamp("received_at").toInstant(),
                            row.getString("sha256"),
                            row.getBoolean("contact_restricted"));
                })
                .list();
    }

    /** Takes what has joined a feedback away from it, with its files, to be added to another. */
    void remove(FollowUp followUp) {
        jdbc.sql("delete from attachment where reference = :reference and arrival = :arrival")
                .param("reference", followUp.feedback().reference().value())
                .param("arrival", followUp.id())
                .update();
        jdbc.sql("delete from follow_up where arrival = :arrival")
                .param("arrival", followUp.id())
                .update();
    }

    private Submission submission(String state) {
        try {
            return json.readValue(state, Submission.class);
        } catch (JsonProcessingException e) {
            throw new PermanentFault("the follow-up in the database is not as this version writes it", e);
        }
    }

    /** The highest number that a file of this feedback has, follow-ups included; 0 if there is none. The transaction has locked it. */
    int lastAttachment(Reference reference) {
        return jdbc.sql("select coalesce(max(id), 0) from attachment where reference = :reference")
                .param("reference", reference.value())
                .query(Integer.class)
                .single();
    }

    /** The feedback of this reference. */
    public Optional<Feedback> find(Reference reference) {
        return Optional.ofNullable(find(List.of(reference)).get(reference)).map(Answered::feedback);
    }

    /** What is promised for the feedback that something became or joined; looked up only where that was not just now. */
    public Promise promise(Recorded recorded) {
        Promise justNow = recorded.promise();
        return justNow == null
                ? find(Objects.requireNonNull(recorded.reference()))
                        .orElseThrow()
                        .promise()
                : justNow;
    }

    /** The feedback of these references, of those that there are. */
    public Map<Reference, Feedback> findAll(Collection<Reference> references) {
        Map<Reference, Feedback> found = new HashMap<>();
        find(references).forEach((reference, answered) -> found.put(reference, answered.feedback()));
        return found;
    }

    /** Those of the references that there are. */
    Map<Reference, Answered> find(Collection<Reference> references) {
        return find("", references);
    }

    /** The same, their rows locked as by {@link #lock(Collection)}: as they stand then. */
    Map<Reference, Answered> findLocked(Collection<Reference> references) {
        return find("order by reference for update", references);
    }

    private Map<Reference, Answered> find(String how, Collection<Reference> references) {
        Map<Reference, Answered> found = new HashMap<>();
        jdbc.sql("select state, responded_on from feedback where reference = any(:references) " + how)
                .param("references", values(references))
                .query(row -> {
                    Feedback feedback = read(row.getString("state"));
                    found.put(
                            feedback.reference(),
                            new Answered(feedback, row.getObject("responded_on", LocalDate.class)));
                });
        return found;
    }

    /** A feedback and the day on which its stage was answered, or null. */
    record Answered(Feedback feedback, @Nullable LocalDate respondedOn) {}

    /** What has joined the feedback, in the order of receipt. */
    public List<Joined> followUps(Reference reference) {
        return jdbc.sql(
                        """
                        select arrival, intent, standing, received_at, sha256, state ->> 'text' as text,
                               state ->> 'subject' as subject, contact_restricted
                        from follow_up where reference = :reference order by received_at""")
                .param("reference", reference.value())
                .query((row, number) -> new Joined(
                        row.getObject("arrival", UUID.class),
                        row.getString("intent"),
                        row.getString("standing"),
                        row.getTimestamp("received_at").toInstant(),
                        row.getString("sha256"),
                        row.getString("subject"),
                        row.getString("text"),
                        row.getBoolean("contact_restricted")))
                .list();
    }

    /**
     * Who first asked for the next stage in time, and of several the first to whom a date was told.
     *
     * @param since when the stage before was answered: earlier requests were about something else
     * @return nothing if nobody has asked in time
     */
    public Optional<NextStageRequest> nextStageRequest(Reference reference, Instant since) {
        return jdbc.sql(
                        """
                        select follow_up.received_at, arrival.arrived_at, follow_up.next_stage_by
                        from follow_up join arrival on arrival.id = follow_up.arrival
                        where follow_up.reference = :reference and follow_up.standing = :within
                          and follow_up.received_at >= :since
                        order by follow_up.next_stage_by is null, follow_up.received_at limit 1""")
                .param("reference", reference.value())
                .param("within", Standing.WITHIN.id())
                .param("since", Timestamp.from(since))
                .query((row, number) -> new NextStageRequest(
                        row.getTimestamp("received_at").toInstant(),
                        row.getTimestamp("arrived_at").toInstant(),
                        row.getObject("next_stage_by", LocalDate.class)))
                .optional();
    }

    /** A message that joined a feedback, as it is shown. */
    public record Joined(
            UUID id,
            String intent,
            String standing,
            Instant receivedAt,
            String originalSha256,
            String subject,
            String text,
            boolean contactRestricted) {}

    /** Locks the feedback's row until the running transaction ends, before anything of it is written: in one order everywhere. */
    public void lock(Reference reference) {
        lock(List.of(reference));
    }

    /** The same of several, one after the other in the order of their references. */
    public void lock(Collection<Reference> references) {
        jdbc.sql("select 1 from feedback where reference = any(:references) order by reference for update")
                .param("references", values(references))
                .query(row -> {});
    }

    /** The same, its row locked until the running transaction ends. */
    public Optional<Feedback> findLocked(Reference reference) {
        return jdbc.sql("select state from feedback where reference = :reference for update")
                .param("reference", reference.value())
                .query(String.class)
                .optional()
                .map(this::read);
    }

    /** All files of the feedback and its follow-ups. */
    public List<Attachment> attachments(Reference reference) {
        return jdbc.sql(FILES + "where reference = :reference order by id")
                .param("reference", reference.value())
                .query(FeedbackRecords::file)
                .list();
    }

    /** The files that one arrival brought. */
    public List<Attachment> attachments(Reference reference, UUID arrival) {
        return jdbc.sql(FILES + "where reference = :reference and arrival = :arrival order by id")
                .param("reference", reference.value())
                .param("arrival", arrival)
                .query(FeedbackRecords::file)
                .list();
    }

    private static Attachment file(ResultSet row, int number) throws SQLException {
        return new Attachment(
                row.getInt("id"),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size"),
                row.getString("sha256"),
                Scan.of(row.getString("scan")));
    }

    /** Writes how these files, by their numbers, stand now. */
    public void recordScans(Reference reference, Map<Integer, Scan> scans) {
        scans.forEach(
                (id, scan) -> jdbc.sql("update attachment set scan = :scan where reference = :reference and id = :id")
                        .param("scan", scan.id())
                        .param("reference", reference.value())
                        .param("id", id)
                        .update());
    }

    /** Writes the state of a feedback that the running transaction has locked, and what is looked for of it. */
    public void recordState(Feedback feedback) {
        jdbc.sql(
                        """
                        update feedback set state = cast(:state as jsonb), kind = :kind, for_review = :forReview,
                                            acknowledge_by = :acknowledgeBy, respond_by = cast(:respondBy as date),
                                            joined_to = cast(:joinedTo as text)
                        where reference = :reference""")
                .param("state", written(feedback))
                .param("kind", feedback.classification().kind().id())
                .param("forReview", feedback.classification().forReview())
                .param("acknowledgeBy", feedback.promise().acknowledgeBy())
                .param("respondBy", feedback.promise().respondBy())
                .param(
                        "joinedTo",
                        feedback.joinedTo() == null ? null : feedback.joinedTo().value())
                .param("reference", feedback.reference().value())
                .update();
    }

    /**
     * Writes how the case of a feedback that the running transaction has locked stands.
     *
     * @param respondedOn when its present stage was answered; null if it was not
     * @param closed whether nothing more is done
     */
    public void recordCase(Reference reference, @Nullable LocalDate respondedOn, boolean closed) {
        jdbc.sql(
                        """
                        update feedback set responded_on = cast(:respondedOn as date), case_closed = :closed
                        where reference = :reference""")
                .param("respondedOn", respondedOn)
                .param("closed", closed)
                .param("reference", reference.value())
                .update();
    }

    private static String[] values(Collection<Reference> references) {
        return references.stream().map(Reference::value).toArray(String[]::new);
    }

    private record AttachmentRow(Reference reference, UUID arrival, Attachment file) {}

    private void addFiles(List<AttachmentRow> attachments) {
        if (attachments.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into attachment (reference, arrival, id, name, media_type, size, sha256, scan)
                        select reference, arrival, cast(file ->> 'id' as integer), file ->> 'name',
                               file ->> 'mediaType', cast(file ->> 'size' as bigint), file ->> 'sha256',
                               file ->> 'scan'
                        from json_to_recordset(cast(:rows as json)) as row (reference text, arrival uuid, file json)""")
                .param("rows", rows.of(attachments))
                .update();
    }

    private String written(Object state) {
        try {
            return json.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new PermanentFault("the feedback cannot be written as JSON", e);
        }
    }

    /** A feedback as the column state holds it. */
    public Feedback read(String state) {
        try {
            return json.readValue(state, Feedback.class);
        } catch (JsonProcessingException e) {
            throw new PermanentFault("the feedback's state in the database is not as this version writes it", e);
        }
    }
}
