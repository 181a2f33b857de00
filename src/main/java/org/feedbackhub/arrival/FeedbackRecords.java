package org.feedbackhub.arrival;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Scan;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The feedback that the hub knows, each under its reference. */
public final class FeedbackRecords {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    public FeedbackRecords(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds the feedback; its row stays locked until the transaction ends. */
    void add(UUID arrival, Feedback feedback) {
        jdbc.sql(
                        """
                        insert into feedback (reference, arrival, council, channel, kind, for_review, received_at,
                                              acknowledge_by, respond_by, state)
                        values (:reference, :arrival, :council, :channel, :kind, :forReview, :receivedAt,
                                :acknowledgeBy, :respondBy, cast(:state as jsonb))""")
                .param("reference", feedback.reference().value())
                .param("arrival", arrival)
                .param("council", feedback.submission().council().value())
                .param("channel", feedback.submission().channel().id())
                .param("kind", feedback.classification().kind().id())
                .param("forReview", feedback.classification().forReview())
                .param("receivedAt", Timestamp.from(feedback.receivedAt()))
                .param("acknowledgeBy", feedback.promise().acknowledgeBy())
                .param("respondBy", feedback.promise().respondBy())
                .param("state", written(feedback))
                .update();
        for (Attachment attachment : feedback.submission().attachments()) {
            add(feedback.reference(), attachment);
        }
    }

    /** Whether the reference is taken. */
    boolean exists(Reference reference) {
        return jdbc.sql("select exists (select 1 from feedback where reference = :reference)")
                .param("reference", reference.value())
                .query(Boolean.class)
                .single();
    }

    /** The feedback of this reference. */
    public Optional<Feedback> find(Reference reference) {
        return jdbc.sql("select state from feedback where reference = :reference")
                .param("reference", reference.value())
                .query(String.class)
                .optional()
                .map(this::read);
    }

    /** The same, its row locked until the running transaction ends. */
    public Optional<Feedback> findLocked(Reference reference) {
        return jdbc.sql("select state from feedback where reference = :reference for update")
                .param("reference", reference.value())
                .query(String.class)
                .optional()
                .map(this::read);
    }

    /** All files of the feedback. */
    public List<Attachment> attachments(Reference reference) {
        return jdbc.sql(
                        """
                        select id, name, media_type, size, sha256, scan from attachment
                        where reference = :reference order by id""")
                .param("reference", reference.value())
                .query((row, number) -> new Attachment(
                        row.getInt("id"),
                        row.getString("name"),
                        row.getString("media_type"),
                        row.getLong("size"),
                        row.getString("sha256"),
                        Scan.of(row.getString("scan"))))
                .list();
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

    /** Writes the state of a feedback that the running transaction has locked. */
    public void recordState(Feedback feedback) {
        jdbc.sql("update feedback set state = cast(:state as jsonb) where reference = :reference")
                .param("state", written(feedback))
                .param("reference", feedback.reference().value())
                .update();
    }

    private void add(Reference reference, Attachment attachment) {
        jdbc.sql(
                        """
                        insert into attachment (reference, id, name, media_type, size, sha256, scan)
                        values (:reference, :id, :name, :mediaType, :size, :sha256, :scan)""")
                .param("reference", reference.value())
                .param("id", attachment.id())
                .param("name", attachment.name())
                .param("mediaType", attachment.mediaType())
                .param("size", attachment.size())
                .param("sha256", attachment.sha256())
                .param("scan", attachment.scan().id())
                .update();
    }

    private String written(Feedback feedback) {
        try {
            return json.writeValueAsString(feedback);
        } catch (JsonProcessingException e) {
            throw new PermanentFault("the feedback cannot be written as JSON", e);
        }
    }

    private Feedback read(String state) {
        try {
            return json.readValue(state, Feedback.class);
        } catch (JsonProcessingException e) {
            throw new PermanentFault("the feedback's state in the database is not as this version writes it", e);
        }
    }
}
