package org.feedbackhub.notification;

import java.util.Arrays;
import org.feedbackhub.feedback.Reference;

/** What is sent about a feedback. */
enum NotificationType {
    /** Tells a resident of receipt, reference and dates. */
    ACKNOWLEDGEMENT("acknowledgement", Audience.RESIDENT),
    /** Tells, after an acknowledgement in neutral words, what the policy demands once a person has settled the kind. */
    ACKNOWLEDGEMENT_DETAILS("acknowledgement-details", Audience.RESIDENT),
    /** Tells whom to turn to once the council's own process is over (P9). */
    OMBUDSMAN_ADVICE("ombudsman-advice", Audience.RESIDENT),
    /** Tells the new date of an answer (P7). */
    EXTENSION("extension", Audience.RESIDENT),
    /** Tells that the next stage has begun, until when it is answered and by whom (P8). */
    STAGE_CONFIRMED("stage-confirmed", Audience.RESIDENT),
    /** Tells that the time for asking for the next stage is over (P8). */
    STAGE_OUT_OF_TIME("stage-out-of-time", Audience.RESIDENT),
    /** Asks how satisfied somebody was (P15). */
    SURVEY("survey", Audience.SURVEYED),
    /** Asks once more. */
    SURVEY_REMINDER("survey-reminder", Audience.SURVEYED),
    /** Passes a complaint about a councillor to the Monitoring Officer, by reference and link (P10). */
    HAND_OVER("hand-over", Audience.OFFICER),
    /** Tells the named officer of a risk to a child or an adult, by reference and link (P11). */
    SAFEGUARDING_ALERT("safeguarding-alert", Audience.OFFICER),
    /** Tells the deputies when nobody has opened it in time. */
    SAFEGUARDING_ESCALATION("safeguarding-escalation", Audience.OFFICER);

    /** To whom it goes, which decides by which rules it may go. */
    enum Audience {
        /** Who gave the feedback, in answer to it. */
        RESIDENT,
        /** The same, who did not ask for it. */
        SURVEYED,
        /** Somebody in the council. */
        OFFICER
    }

    private final String id;
    private final Audience audience;

    NotificationType(String id, Audience audience) {
        this.id = id;
        this.audience = audience;
    }

    /** The name in the database, in figures, in events and of its template. */
    String id() {
        return id;
    }

    Audience audience() {
        return audience;
    }

    /** Whether it tells by being sent that something may tell of harm (P11). */
    boolean tellsOfHarm() {
        return this == SAFEGUARDING_ALERT || this == SAFEGUARDING_ESCALATION;
    }

    /** Whether the feedback's own contact gets it. */
    boolean toContact() {
        return audience != Audience.OFFICER;
    }

    /** Whether it goes as a letter to who cannot be reached by mail; nobody is asked by letter how satisfied they were. */
    boolean alsoByLetter() {
        return audience == Audience.RESIDENT;
    }

    /** @throws IllegalArgumentException if there is none of this name */
    static NotificationType of(String id) {
        return Arrays.stream(values())
                .filter(type -> type.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no notification is called " + id));
    }

    /** The one of this feedback to this person on this occasion. */
    String key(Reference reference, String occasion) {
        return reference + "." + id + (occasion.isEmpty() ? "" : "." + occasion);
    }
}
