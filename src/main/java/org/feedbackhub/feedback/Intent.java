package org.feedbackhub.feedback;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What somebody wants who writes again about a feedback of theirs. */
public enum Intent {
    /** To add or to ask something. */
    MESSAGE("message"),
    /** To take a complaint to the next stage (P8). */
    ESCALATION("escalation"),
    /** To have an answer explained, which is not the next stage (P13a). */
    CLARIFICATION("clarification");

    private final String id;

    Intent(String id) {
        this.id = id;
    }

    /** The one of this name. */
    public static Intent of(String id) {
        return Arrays.stream(values())
                .filter(intent -> intent.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no intent: " + id));
    }

    /** The name in events, figures and files. */
    @JsonValue
    public String id() {
        return id;
    }
}
