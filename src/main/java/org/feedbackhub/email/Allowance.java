package org.feedbackhub.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;

/**
 * What one message may still demand while it is read: parts and time. Whoever works on it asks at each part and in each
 * loop, which costs no more than a look at the clock.
 */
final class Allowance {

    private final MailLimits limits;
    private final long deadline;
    private int parts;

    private Allowance(MailLimits limits) {
        this.limits = limits;
        this.deadline = System.nanoTime() + limits.time().toNanos();
    }

    /** The whole of the limits, from now on. */
    static Allowance of(MailLimits limits) {
        return new Allowance(limits);
    }

    MailLimits limits() {
        return limits;
    }

    /** @throws Exceeded if the time is over */
    void checkTime() {
        if (System.nanoTime() - deadline > 0) {
            throw new Exceeded("took longer than " + limits.time().toMillis() + " ms to read");
        }
    }

    /** @throws Exceeded if there is one part too many, or the time is over */
    void takePart() {
        checkTime();
        if (++parts > limits.parts()) {
            throw new Exceeded("has more than " + limits.parts() + " parts");
        }
    }

    /** @throws Exceeded if parts are nested deeper than allowed */
    void checkDepth(int depth) {
        if (depth > limits.depth()) {
            throw new Exceeded("is nested more than " + limits.depth() + " deep");
        }
    }

    /** The bytes, as long as there is time to read them. */
    InputStream timed(byte[] bytes, int from) {
        return new ByteArrayInputStream(bytes, from, bytes.length - from) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                checkTime();
                return super.read(into, offset, length);
            }
        };
    }

    /** The text, as long as there is time to read it. */
    Reader timed(String text) {
        return new StringReader(text) {
            @Override
            public int read(char[] into, int offset, int length) throws IOException {
                checkTime();
                return super.read(into, offset, length);
            }
        };
    }

    /** The message demands too much; the reason is for the quarantine. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exceeded(String reason) {
            super(reason, null, false, false);
        }
    }
}
