package org.feedbackhub.arrival;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of an arrival; each has exactly one, so that arrivals = sum of outcomes. */
public enum Outcome {
    /** It became a feedback with a reference of its own. */
    RECORDED("recorded"),
    /** It joined a feedback that was there already. */
    FOLLOW_UP("follow-up"),
    /** It had come before by another way. */
    DUPLICATE("duplicate"),
    /** A machine wrote it: auto-reply, bounce, list mail. */
    AUTOMATIC("automatic"),
    /** The council's mail gateway marked it. */
    SPAM("spam"),
    /** It could not be understood; a person will look. */
    QUARANTINED("quarantined");

    private final String id;

    Outcome(String id) {
        this.id = id;
    }

    /** @throws IllegalStateException if this version knows no such outcome */
    static Outcome of(String id) {
        for (Outcome outcome : values()) {
            if (outcome.id.equals(id)) {
                return outcome;
            }
        }
        throw new IllegalStateException("the ledger holds an outcome that this version does not know: " + id);
    }

    /** The name in the ledger, in figures and in answers. */
    @JsonValue
    public String id() {
        return id;
    }
}
