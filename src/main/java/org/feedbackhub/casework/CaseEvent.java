package org.feedbackhub.casework;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Something that a case system tells of a feedback's case. It may come twice, late, or after what happened later.
 */
public sealed interface CaseEvent {

    Envelope envelope();

    /** Of which feedback. */
    default Reference reference() {
        return envelope().reference();
    }

    /** When it happened in the case system. */
    default Instant at() {
        return envelope().at();
    }

    /**
     * What each has.
     *
     * @param source {@code ce_source}: which case system
     * @param id {@code ce_id}, unique in its source, the same however often it comes
     * @param reference {@code ce_subject}
     * @param at {@code ce_time}: when it happened
     */
    record Envelope(String source, String id, Reference reference, Instant at) {}

    /** A case was opened. @param caseNumber as the case system calls it, or null */
    record Opened(Envelope envelope, @Nullable String caseNumber) implements CaseEvent {}

    /** It was given to somebody. Each may be null. */
    record Assigned(Envelope envelope, @Nullable String officer, @Nullable String headOfService) implements CaseEvent {}

    /** It takes longer (P7). @param respondBy the new last day @param reason as the resident is told it, or null */
    record Extended(Envelope envelope, LocalDate respondBy, @Nullable String reason) implements CaseEvent {}

    /** It was answered. @param stage that was answered @param on the day of the answer */
    record Responded(Envelope envelope, int stage, Verdict verdict, LocalDate on) implements CaseEvent {}

    /** It went to the next stage. @param stage that begins */
    record Escalated(Envelope envelope, int stage) implements CaseEvent {}

    /** It went to the ombudsman (P9, P13a). @param early before the council's own process was over, by its own decision */
    record ReferredToOmbudsman(Envelope envelope, boolean early) implements CaseEvent {}

    /** Nothing more is done. */
    record Closed(Envelope envelope) implements CaseEvent {}

    /** It is looked at again. */
    record Reopened(Envelope envelope) implements CaseEvent {}

    /** It is something else than the hub took it for. @param serviceArea of the council's list, or null if it stays */
    record Reclassified(Envelope envelope, Kind kind, @Nullable String serviceArea) implements CaseEvent {}

    /** How its contact behaves is found unreasonable (P13). @param until the last day, or null for until it is lifted */
    record Restricted(Envelope envelope, @Nullable LocalDate until) implements CaseEvent {}

    /** The same is over. */
    record RestrictionLifted(Envelope envelope) implements CaseEvent {}

    /** The contact's details are others now. */
    record ContactChanged(Envelope envelope, Contact contact) implements CaseEvent {}

    /** What a complaint's answer found. */
    enum Verdict {
        UPHELD("upheld"),
        PARTLY_UPHELD("partly-upheld"),
        NOT_UPHELD("not-upheld"),
        /** Of what is no complaint. */
        NONE("none");

        private final String id;

        Verdict(String id) {
            this.id = id;
        }

        /** The name in events. */
        @JsonValue
        public String id() {
            return id;
        }
    }
}
