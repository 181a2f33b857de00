package org.feedbackhub.webform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.feedbackhub.webform.Refusal.Cause;

/** Reads a body that may not be endless, in size or in time. */
final class BodyReader {

    private static final int AT_ONCE = 16 * 1024;

    /** Memory is given for what has come, and not for what somebody announces who has proven nothing yet. */
    private static final int AT_FIRST = 256 * 1024;

    private final long atMost;
    private final Duration within;
    private final InstantSource clock;

    BodyReader(long atMost, Duration within, InstantSource clock) {
        this.atMost = atMost;
        this.within = within;
        this.clock = clock;
    }

    /**
     * All of it.
     *
     * @param announced bytes by its header, or -1
     * @throws Refusal if it is too large, or too slow, or breaks off
     */
    byte[] read(InputStream body, long announced) {
        if (announced > atMost) {
            throw tooLarge();
        }
        Instant end = clock.instant().plus(within);
        ByteArrayOutputStream all = new ByteArrayOutputStream((int) Math.min(Math.max(announced, AT_ONCE), AT_FIRST));
        byte[] some = new byte[AT_ONCE];
        try {
            for (int read = body.read(some); read >= 0; read = body.read(some)) {
                all.write(some, 0, read);
                if (all.size() > atMost) {
                    throw tooLarge();
                }
                if (clock.instant().isAfter(end)) {
                    throw Refusal.of(Cause.TOO_SLOW, "a body must come within " + within.toSeconds() + " seconds");
                }
            }
        } catch (SocketTimeoutException e) {
            throw Refusal.of(Cause.TOO_SLOW, "the body stopped coming");
        } catch (IOException e) {
            throw Refusal.of(Cause.MALFORMED, "the body broke off");
        }
        return all.toByteArray();
    }

    private Refusal tooLarge() {
        return Refusal.of(Cause.TOO_LARGE, "a posting may have " + atMost + " bytes");
    }
}
