package org.feedbackhub.print;

/** A letter that cannot be laid out; the message says why, without anything personal. */
public final class UnprintableLetter extends Exception {

    UnprintableLetter(String why) {
        super(why);
    }

    UnprintableLetter(String why, Throwable cause) {
        super(why, cause);
    }
}
