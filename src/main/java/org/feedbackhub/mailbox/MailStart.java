package org.feedbackhub.mailbox;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the first bytes of a message while they pass: its topmost Received header is among them. */
final class MailStart {

    /** Nothing but trace headers stands above the topmost Received, and those are short. */
    private static final int LOOKED_AT = 32 * 1024;

    private static final Pattern RECEIVED = Pattern.compile("(?im)^Received:((?:[^\\r\\n]|\\r?\\n[ \\t])*)");

    private static final Pattern EMPTY_LINE = Pattern.compile("\\n\\r?\\n");

    private final ByteArrayOutputStream start = new ByteArrayOutputStream();

    /** A stream that keeps the start of what passes through it. */
    OutputStream before(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int one) throws IOException {
                if (start.size() < LOOKED_AT) {
                    start.write(one);
                }
                out.write(one);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                start.write(bytes, offset, Math.min(length, LOOKED_AT - start.size()));
                out.write(bytes, offset, length);
            }
        };
    }

    /** The value of the topmost Received header with its folds, or null if there is none. */
    @Nullable
    String topmostReceived() {
        String text = start.toString(StandardCharsets.ISO_8859_1);
        Matcher body = EMPTY_LINE.matcher(text);
        Matcher received = RECEIVED.matcher(body.find() ? text.substring(0, body.start()) : text);
        return received.find() ? received.group(1) : null;
    }
}
