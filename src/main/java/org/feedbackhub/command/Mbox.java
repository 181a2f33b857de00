package org.feedbackhub.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of several mails, one after the other, each after a line {@code From sender date} (RFC 4155). */
final class Mbox {

    /** An address or a date tells the separator from a sentence that begins with the same word. */
    private static final Pattern SEPARATOR = Pattern.compile(
            "(?m)^From (?:-|[^\\s@]{1,200}@\\S{1,200}|[^\\n]{0,200}?\\d{1,2}:\\d\\d[^\\n]{0,40}\\d{4}[^\\n]{0,20})[ \\t]*\\r?$");

    private static final Pattern FOLLOWED_BY = Pattern.compile("\\r?\\n(?:>?From |[!-9;-~]{1,76}[ \\t]*:|\\r?\\n)");

    private Mbox() {}

    /** The mails in it, the separator lines with them; the file itself if it is one mail or none. */
    static List<byte[]> mails(byte[] bytes) {
        if (!startsWithFrom(bytes)) {
            return List.of(bytes);
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher separator = SEPARATOR.matcher(text);
        Matcher header = FOLLOWED_BY.matcher(text);
        List<Integer> starts = new ArrayList<>();
        while (separator.find()) {
            boolean own = separator.start() == 0
                    || header.region(separator.end(), text.length()).lookingAt()
                            && afterEmptyLine(text, separator.start());
            if (own) {
                starts.add(separator.start());
            }
        }
        if (starts.size() < 2) {
            return List.of(bytes);
        }
        List<byte[]> mails = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : bytes.length;
            mails.add(Arrays.copyOfRange(bytes, starts.get(i), end));
        }
        return mails;
    }

    private static boolean startsWithFrom(byte[] bytes) {
        return bytes.length > 5
                && new String(bytes, 0, 5, StandardCharsets.ISO_8859_1).equals("From ")
                && bytes[5] != ':';
    }

    private static boolean afterEmptyLine(String text, int start) {
        int before = start - 1;
        while (before >= 0 && text.charAt(before) == '\r') {
            before--;
        }
        int line = text.lastIndexOf('\n', before - 1) + 1;
        return text.substring(line, Math.max(line, before)).isBlank();
    }
}
