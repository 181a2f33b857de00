package org.feedbackhub.casework;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.feedbackhub.casework.CaseEvent.Envelope;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that the case systems told, each event once, and whose contact is restricted for it. */
final class CaseLedger implements CaseRecords {

    private static final String ENVELOPE = "envelope";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Councils councils;
    private final InstantSource clock;

    CaseLedger(JdbcClient jdbc, ObjectMapper json, Councils councils, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.councils = councils;
        this.clock = clock;
    }

    @Override
    public Map<Reference, CaseFile> of(Collection<Reference> references) {
        Map<Reference, List<CaseEvent>> told = events(references);
        Map<Reference, CaseFile> files = new HashMap<>();
        references.forEach(one ->
                files.computeIfAbsent(one, reference -> CaseFile.of(reference, told.getOrDefault(one, List.of()))));
        return files;
    }

    /** All that was told of the feedback, in the order in which it happened. */
    List<CaseEvent> events(Reference reference) {
        return events(List.of(reference)).getOrDefault(reference, List.of());
    }

    private Map<Reference, List<CaseEvent>> events(Collection<Reference> references) {
        Map<Reference, List<CaseEvent>> told = new HashMap<>();
        jdbc.sql(
                        """
                        select reference, source, id, type, occurred_at, body from case_event
                        where reference = any(:references)
                        order by occurred_at, id""")
                .param("references", references.stream().map(Reference::value).toArray(String[]::new))
                .query(row -> {
                    Reference reference = new Reference(row.getString("reference"));
                    told.computeIfAbsent(reference, one -> new ArrayList<>()).add(event(reference, row));
                });
        return told;
    }

    /**
     * Enters the event, which is about a feedback that there is.
     *
     * @param remark what a person should know of it, or null
     * @return whether it was not known before
     */
    boolean enter(CaseEvent event, @Nullable String remark) {
        return jdbc.sql(
                                """
                                insert into case_event (source, id, reference, type, occurred_at, received_at, body, remark)
                                values (:source, :id, :reference, :type, :at, :now, cast(:body as jsonb), :remark)
                                on conflict do nothing""")
                        .param("source", event.envelope().source())
                        .param("id", event.envelope().id())
                        .param("reference", event.reference().value())
                        .param("type", CaseEventType.of(event).id())
                        .param("at", Timestamp.from(event.at()))
                        .param("now", Timestamp.from(clock.instant()))
                        .param("body", body(event))
                        .param("remark", remark)
                        .update()
                == 1;
    }

    /**
     * Enters that the contact of the feedback is restricted or is not any more. What is lifted is so for each address that was
     * restricted for this feedback, also if its contact has another one now.
     */
    void restrict(Feedback feedback, CaseEvent event, @Nullable EmailAddress person) {
        boolean restricted = event instanceof CaseEvent.Restricted;
        jdbc.sql(
                        """
                        insert into contact_restriction (council, address, occurred_at, source, id, reference, restricted,
                                                         until)
                        select distinct :council, address, cast(:at as timestamptz), :source, :id, :reference,
                               cast(:restricted as boolean), cast(:until as date)
                        from (select cast(:person as text) as address
                              union
                              select address from contact_restriction
                              where reference = :reference and not cast(:restricted as boolean)) as concerned
                        where address is not null
                        on conflict do nothing""")
                .param("council", feedback.submission().council().value())
                .param("person", person == null ? null : person.value())
                .param("at", event.at().toString())
                .param("source", event.envelope().source())
                .param("id", event.envelope().id())
                .param("reference", feedback.reference().value())
                .param("restricted", restricted)
                .param("until", event instanceof CaseEvent.Restricted one ? one.until() : null)
                .update();
    }

    /** What holds for a person's address holds for the address that the same person has now. */
    void moved(Feedback feedback, EmailAddress from, EmailAddress to) {
        jdbc.sql(
                        """
                        insert into contact_restriction (council, address, occurred_at, source, id, reference, restricted,
                                                         until)
                        select council, :to, occurred_at, source, id, :reference, restricted, until
                        from contact_restriction where council = :council and address = :from
                        on conflict do nothing""")
                .param("council", feedback.submission().council().value())
                .param("reference", feedback.reference().value())
                .param("from", from.value())
                .param("to", to.value())
                .update();
    }

    @Override
    public boolean restricted(CouncilId council, EmailAddress person) {
        ZoneId zone = councils.get(council).timeZone();
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        Instant tomorrow = today.plusDays(1).atStartOfDay(zone).toInstant();
        return jdbc.sql(
                        """
                        select restricted and (until is null or until >= :today) from contact_restriction
                        where council = :council and address = :address and occurred_at < :tomorrow
                        order by occurred_at desc, id desc limit 1""")
                .param("council", council.value())
                .param("address", person.value())
                .param("today", today)
                .param("tomorrow", Timestamp.from(tomorrow))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private CaseEvent event(Reference reference, ResultSet row) throws SQLException {
        Envelope envelope = new Envelope(
                row.getString("source"),
                row.getString("id"),
                reference,
                row.getTimestamp("occurred_at").toInstant());
        try {
            return CaseEventType.of(row.getString("type"))
                    .orElseThrow()
                    .read(envelope, Fields.of(json.readTree(row.getString("body"))));
        } catch (JsonProcessingException e) {
            throw new PermanentFault("a case event in the database is not as this version writes it", e);
        }
    }

    /** As it came, without what the hub has no use for. */
    private String body(CaseEvent event) {
        ObjectNode body = json.valueToTree(event);
        body.remove(ENVELOPE);
        return body.toString();
    }
}
