package org.feedbackhub.review;

import java.util.Arrays;

/** What was decided about a feedback. */
public enum Action {
    /** What it is. */
    DECIDED("decided"),
    /** The same, and that another matter in it stands for itself. */
    SPLIT("split"),
    /** That it belongs to another feedback. */
    JOINED("joined"),
    /** That it may tell of harm (P11). */
    MARKED("marked"),
    /** What it is, and that those who look after what tells of harm need not keep it (P11). */
    RELEASED("released");

    private final String id;

    Action(String id) {
        this.id = id;
    }

    /** The name in the database and on pages. */
    public String id() {
        return id;
    }

    static Action of(String id) {
        return Arrays.stream(values())
                .filter(action -> action.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no action: " + id));
    }

    /** Whether it says what the feedback is, in the place of what was said before. */
    boolean settles() {
        return this == DECIDED || this == SPLIT || this == RELEASED;
    }
}
