package org.feedbackhub.notification;

import java.util.Locale;

/** By which way a notification goes. */
enum Medium {
    EMAIL,
    /** On paper, to whom mail cannot reach. */
    LETTER;

    /** The name in the database and in events. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none of this name */
    static Medium of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
