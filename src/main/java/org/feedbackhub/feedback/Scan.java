package org.feedbackhub.feedback;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How an attachment stands with the virus scanner. */
public enum Scan {
    /** No scanner was configured when it came. */
    NOT_SCANNED("not-scanned"),
    /** It waits for the scanner. */
    PENDING("pending"),
    /** The scanner found nothing. */
    CLEAN("clean"),
    /** The scanner found something. */
    INFECTED("infected"),
    /** The scanner takes no file of this size, so nobody knows. */
    TOO_LARGE("too-large");

    private final String id;

    Scan(String id) {
        this.id = id;
    }

    /** The name on events and in the database. */
    @JsonValue
    public String id() {
        return id;
    }

    /** The one of this name. */
    public static Scan of(String id) {
        return Arrays.stream(values())
                .filter(scan -> scan.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of a virus scan: " + id));
    }

    /** Whether people may have the file. */
    public boolean released() {
        return this == CLEAN || this == NOT_SCANNED;
    }

    /** Whether the scanner still owes a word on it: one that was too large may not be so for a scanner set up anew. */
    public boolean open() {
        return this == PENDING || this == TOO_LARGE;
    }
}
