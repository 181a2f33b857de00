package org.feedbackhub.feedback;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

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

    /** The one of this name. */
    public static Channel of(String id) {
        return Arrays.stream(values())
                .filter(channel -> channel.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no channel: " + id));
    }

    /** The name in events, figures and files. */
    @JsonValue
    public String id() {
        return id;
    }
}
