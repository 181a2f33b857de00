package org.feedbackhub.feedback;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a request for the next stage stands under the council's policy (P8). */
public enum Standing {
    /** No request for the next stage. */
    NONE("none"),
    /** Inside the window after the answer. */
    WITHIN("within-window"),
    /** After the window. */
    OUT_OF_TIME("out-of-time"),
    /** The stage that it wants to leave behind has not been answered yet, as far as the hub has been told. */
    NOT_ANSWERED("not-answered-yet"),
    /** The council has no further stage: what follows is the ombudsman (P9). */
    NO_FURTHER_STAGE("no-further-stage");

    private final String id;

    Standing(String id) {
        this.id = id;
    }

    /** The name in events and figures. */
    @JsonValue
    public String id() {
        return id;
    }
}
