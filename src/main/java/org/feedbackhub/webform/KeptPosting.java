package org.feedbackhub.webform;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A posting as the raw store keeps it: a line with its Content-Type, an empty line, the body to the byte; so that it can be read
 * again without the request.
 */
record KeptPosting(String contentType, byte[] body) {

    private static final String NAME = "Content-Type: ";
    private static final String END = "\r\n\r\n";

    void writeTo(OutputStream out) throws IOException {
        out.write((NAME + contentType.replaceAll("[\\r\\n]", " ") + END).getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
    }

    /** @throws IllegalArgumentException if the bytes were not written by {@link #writeTo} */
    static KeptPosting of(byte[] kept) {
        byte[] end = END.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at + end.length <= kept.length; at++) {
            if (Arrays.equals(kept, at, at + end.length, end, 0, end.length)) {
                String line = new String(kept, 0, at, StandardCharsets.ISO_8859_1);
                if (!line.startsWith(NAME)) {
                    break;
                }
                return new KeptPosting(
                        line.substring(NAME.length()), Arrays.copyOfRange(kept, at + end.length, kept.length));
            }
        }
        throw new IllegalArgumentException("no kept posting");
    }
}
