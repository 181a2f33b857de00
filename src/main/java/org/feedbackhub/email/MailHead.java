package org.feedbackhub.email;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The few header fields that tell whose message it is and what about, found even where the rest of the message, or of its
 * header, is too much to be read.
 */
final class MailHead {

    /** Where the body of a message is taken to begin at the latest. */
    static final int AT_MOST = 256 * 1024;

    private static final int LONGEST_FIELD = 4000;
    private static final Set<String> WANTED = Set.of("from", "to", "subject", "date", "reply-to", "message-id");

    private MailHead() {}

    /** A message of these fields alone. */
    static byte[] of(InputStream raw) throws IOException {
        String start = new String(raw.readNBytes(AT_MOST), StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        boolean wanted = false;
        int left = 0;
        for (String line : (Iterable<String>) start.lines()::iterator) {
            if (line.isEmpty()) {
                break;
            }
            if (line.charAt(0) != ' ' && line.charAt(0) != '\t') {
                wanted = WANTED.contains(name(line));
                left = LONGEST_FIELD;
            }
            if (wanted && line.length() <= left) {
                left -= line.length();
                head.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        head.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return head.toByteArray();
    }

    private static String name(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    }
}
