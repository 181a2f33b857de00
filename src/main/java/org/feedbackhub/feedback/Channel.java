package org.feedbackhub.feedback;

import com.fasterxml.jackson.annotation.JsonValue;

/** The way by which a resident chose to write or speak (P1). */
public enum Channel {
    EMAIL("email"),
    WEB_FORM("web-form"),
    LETTER("letter"),
    PHONE("phone"),
    FACE_TO_FACE("face-to-face"),
    SOCIAL_MEDIA("social-media");

    private final String id;

    Channel(String id) {
        this.id = id;
    }

    /** The name in events, figures and files. */
    @JsonValue
    public String id() {
        return id;
    }
}
