package org.feedbackhub.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that old mail programs put into the text itself (POSIX uuencode): they are files, not words. */
final class Uuencoded {

    private static final Pattern BEGIN = Pattern.compile("(?m)^begin [0-7]{3,4} (\\S.{0,200}?)\\s*$");
    private static final Pattern END = Pattern.compile("(?m)^end\\s*$");

    private Uuencoded() {}

    /** The text without such blocks; the files that they held are added. */
    static String taken(String text, List<Part> files) {
        if (!text.contains("begin ")) {
            return text;
        }
        StringBuilder words = new StringBuilder(text.length());
        Matcher begin = BEGIN.matcher(text);
        Matcher end = END.matcher(text);
        int from = 0;
        while (begin.find(from) && end.find(begin.end())) {
            String block = text.substring(begin.start(), end.end());
            Optional<byte[]> content = decode(new ByteArrayInputStream(block.getBytes(StandardCharsets.US_ASCII)));
            content.ifPresent(bytes -> files.add(Part.file(begin.group(1), "application/octet-stream", bytes)));
            words.append(text, from, content.isPresent() ? begin.start() : end.end());
            from = end.end();
        }
        return words.append(text, from, text.length()).toString();
    }

    /** What the block from {@code begin} to {@code end} holds, or nothing if it is broken. */
    static Optional<byte[]> decode(InputStream block) {
        try (InputStream decoded = MimeUtility.decode(block, "uuencode")) {
            return Optional.of(decoded.readAllBytes());
        } catch (IOException | MessagingException e) {
            return Optional.empty();
        }
    }
}
