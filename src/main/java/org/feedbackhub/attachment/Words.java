package org.feedbackhub.attachment;

/**
 * The words of one file as they are found, up to so many characters and so long. Whoever reads a file asks in each loop whether
 * there is time left; what was found before it ran out stays.
 */
public final class Words {

    private final int atMost;
    private final long deadline;
    private final StringBuilder text = new StringBuilder();
    private boolean givenUp;

    /**
     * @param atMost characters
     * @param deadline by {@link System#nanoTime}
     */
    Words(int atMost, long deadline) {
        this.atMost = atMost;
        this.deadline = deadline;
    }

    /** @throws Enough if there is no room for more, or no time */
    public synchronized void add(CharSequence more) {
        checkTime();
        text.append(more, 0, Math.min(more.length(), atMost - text.length()));
        if (text.length() >= atMost) {
            throw new Enough();
        }
    }

    /** @throws Enough if the time is over */
    public synchronized void checkTime() {
        if (givenUp || System.nanoTime() - deadline > 0) {
            throw new Enough();
        }
    }

    /** Nobody waits for more. */
    synchronized void giveUp() {
        givenUp = true;
    }

    long deadline() {
        return deadline;
    }

    /** What was found. */
    synchronized String text() {
        return text.toString();
    }

    synchronized boolean isEmpty() {
        return text.isEmpty();
    }

    /** The file is read no further. */
    static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("a limit is reached", null, false, false);
        }
    }
}
