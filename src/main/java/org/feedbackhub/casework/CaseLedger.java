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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.feedbackhub.arrival.ContactRestrictions;
import org.feedbackhub.arrival.Rows;
import org.feedbackhub.casework.CaseEvent.Envelope;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that the case systems told, each event once, and whose contact is restricted for it. */
final class CaseLedger implements CaseRecords, ContactRestrictions {

    private static final String ENVELOPE = "envelope";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Rows rows;
    private final Councils councils;
    private final InstantSource clock;

    CaseLedger(JdbcClient jdbc, ObjectMapper json, Councils councils, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.rows = new Rows(json);
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

    @Override
    public boolean nextStageRequested(Reference reference) {
        return jdbc.sql(
                        """
                        select exists (
                            select 1 from follow_up as request
                            where reference = :reference and standing in (:waiting)
                              and not exists (select 1 from case_event as told
                                              where told.reference = request.reference and told.type in (:settling)
                                                and told.occurred_at > request.received_at))""")
                .param("reference", reference.value())
                .param("waiting", List.of(Standing.WITHIN.id(), Standing.NOT_ANSWERED.id()))
                .param(
                        "settling",
                        List.of(CaseEventType.ESCALATED.id(), CaseEventType.RESPONDED.id(), CaseEventType.CLOSED.id()))
                .query(Boolean.class)
                .single();
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
        return !restricted(Set.of(new Writer(council, person))).isEmpty();
    }

    @Override
    public Set<Writer> restricted(Set<Writer> writers) {
        Instant now = clock.instant();
        return new HashSet<>(jdbc.sql(
                        """
                        select council, address
                        from json_to_recordset(cast(:rows as json)) as writer (
                                 council text, address text, today date, tomorrow timestamptz),
                             lateral (select restricted and (until is null or until >= today) as holds
                                      from contact_restriction as one
                                      where one.council = writer.council and one.address = writer.address
                                        and occurred_at < tomorrow
                                      order by occurred_at desc, id desc limit 1) as last
                        where holds""")
                .param(
                        "rows",
                        rows.of(writers.stream().map(one -> asked(one, now)).toList()))
                .query((row, number) ->
                        new Writer(new CouncilId(row.getString("council")), new EmailAddress(row.getString("address"))))
                .list());
    }

    private Asked asked(Writer writer, Instant now) {
        ZoneId zone = councils.get(writer.council()).timeZone();
        LocalDate today = now.atZone(zone).toLocalDate();
        return new Asked(
                writer.council(),
                writer.address(),
                today,
                today.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** Somebody about whom it is asked, with the day that it is at their council. */
    private record Asked(CouncilId council, EmailAddress address, LocalDate today, Instant tomorrow) {}

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
