package org.feedbackhub.casework;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.feedbackhub.casework.CaseEvent.Envelope;
import org.feedbackhub.casework.CaseEvent.Verdict;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Kind;

/** What case systems can tell, each by the {@code ce_type} that it has, with what its body holds. */
enum CaseEventType {
    OPENED(
            "opened",
            CaseEvent.Opened.class,
            (envelope, body) -> new CaseEvent.Opened(envelope, body.text("caseNumber"))),
    ASSIGNED(
            "assigned",
            CaseEvent.Assigned.class,
            (envelope, body) -> new CaseEvent.Assigned(envelope, body.text("officer"), body.text("headOfService"))),
    EXTENDED(
            "extended",
            CaseEvent.Extended.class,
            (envelope, body) -> new CaseEvent.Extended(envelope, body.requiredDay("respondBy"), body.text("reason"))),
    RESPONDED(
            "responded",
            CaseEvent.Responded.class,
            (envelope, body) -> new CaseEvent.Responded(
                    envelope,
                    body.atLeast("stage", Feedback.FIRST_STAGE),
                    body.oneOf("verdict", List.of(Verdict.values()), Verdict::id),
                    body.requiredDay("on"))),
    ESCALATED(
            "escalated",
            CaseEvent.Escalated.class,
            (envelope, body) -> new CaseEvent.Escalated(envelope, body.atLeast("stage", Feedback.FIRST_STAGE + 1))),
    REFERRED_TO_OMBUDSMAN(
            "referred-to-ombudsman",
            CaseEvent.ReferredToOmbudsman.class,
            (envelope, body) -> new CaseEvent.ReferredToOmbudsman(envelope, body.truth("early"))),
    CLOSED("closed", CaseEvent.Closed.class, (envelope, body) -> new CaseEvent.Closed(envelope)),
    REOPENED("reopened", CaseEvent.Reopened.class, (envelope, body) -> new CaseEvent.Reopened(envelope)),
    RECLASSIFIED(
            "reclassified",
            CaseEvent.Reclassified.class,
            (envelope, body) -> new CaseEvent.Reclassified(
                    envelope, body.oneOf("kind", List.of(Kind.values()), Kind::id), body.text("serviceArea"))),
    RESTRICTED(
            "contact-restricted",
            CaseEvent.Restricted.class,
            (envelope, body) -> new CaseEvent.Restricted(envelope, body.day("until"))),
    RESTRICTION_LIFTED(
            "contact-restriction-lifted",
            CaseEvent.RestrictionLifted.class,
            (envelope, body) -> new CaseEvent.RestrictionLifted(envelope)),
    CONTACT_CHANGED(
            "contact-changed",
            CaseEvent.ContactChanged.class,
            (envelope, body) -> new CaseEvent.ContactChanged(envelope, contact(body.object("contact"))));

    private static final String PREFIX = "org.feedbackhub.case.";
    private static final String VERSION = ".v1";

    private final String name;
    private final Class<? extends CaseEvent> event;
    private final BiFunction<Envelope, Fields, CaseEvent> reading;

    CaseEventType(String name, Class<? extends CaseEvent> event, BiFunction<Envelope, Fields, CaseEvent> reading) {
        this.name = name;
        this.event = event;
        this.reading = reading;
    }

    /** As in {@code ce_type}. */
    String id() {
        return PREFIX + name + VERSION;
    }

    static Optional<CaseEventType> of(String id) {
        return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
    }

    static CaseEventType of(CaseEvent event) {
        return Arrays.stream(values())
                .filter(type -> type.event.isInstance(event))
                .findFirst()
                .orElseThrow();
    }

    /** @throws org.feedbackhub.feedback.PermanentFault naming the field that is not as it should be */
    CaseEvent read(Envelope envelope, Fields body) {
        return reading.apply(envelope, body);
    }

    private static Contact contact(Fields given) {
        return new Contact(
                given.text("name"),
                given.email("email"),
                given.text("phone"),
                given.text("address"),
                given.text("postcode"),
                given.text("preferred"));
    }
}
