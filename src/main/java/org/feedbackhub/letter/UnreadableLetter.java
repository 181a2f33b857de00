package org.feedbackhub.letter;

/** A file that is no letter, or that goes beyond a limit. Its message says why to a clerk, and repeats nothing of the file. */
final class UnreadableLetter extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableLetter(String why) {
        super(why);
    }
}
