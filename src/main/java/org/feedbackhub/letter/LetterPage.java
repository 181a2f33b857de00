package org.feedbackhub.letter;

/**
 * A page of a letter as it was read.
 *
 * @param number from 1
 * @param text what was read, lines ended by line feeds; empty if nothing was
 * @param confidence of 100: how sure the words are on average; 100 for text that the file itself holds, 0 where nothing was read
 * @param source from what it was read
 */
public record LetterPage(int number, String text, int confidence, Source source) {

    /** From what a page was read. */
    public enum Source {
        /** The file holds its words. */
        FILE,
        /** Its image. */
        IMAGE,
        /** Nothing stands on it, such as on the back of a letter. */
        BLANK
    }

    /** Whether nobody needs to look at it. @param sureFrom the confidence from which an image counts as read */
    public boolean isSure(int sureFrom) {
        return source != Source.IMAGE || confidence >= sureFrom;
    }
}
