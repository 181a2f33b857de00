package org.feedbackhub.email;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes off what programs that store mails put around one: byte order marks, an mbox separator, Apple's length line. */
final class Wrapping {

    private static final int LOOKED_AT = 200;
    private static final Pattern MBOX_SEPARATOR = Pattern.compile("\\A>?From (?![ \\t]*:)[^\\n]*\\n");
    private static final Pattern EMLX_LENGTH = Pattern.compile("\\A(\\d{1,9})[ \\t]*\\r?\\n(?=[A-Za-z-]+:)");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\A[\\r\\n]+");

    private Wrapping() {}

    /** The message by itself; the same bytes if nothing is around it. */
    static byte[] off(byte[] bytes) {
        byte[] narrow = narrow(bytes);
        String start = new String(narrow, 0, Math.min(narrow.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        int from = end(EMPTY_LINES.matcher(start));
        Matcher length = EMLX_LENGTH.matcher(start);
        if (length.find()) {
            int to = (int) Math.min(narrow.length, length.end() + Long.parseLong(length.group(1)));
            return Arrays.copyOfRange(narrow, length.end(), to);
        }
        from += end(MBOX_SEPARATOR.matcher(start.substring(from)));
        return from == 0 ? narrow : Arrays.copyOfRange(narrow, from, narrow.length);
    }

    /** In bytes that a mail has: UTF-8 without its mark in place of UTF-16. */
    private static byte[] narrow(byte[] bytes) {
        if (bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            return Arrays.copyOfRange(bytes, 3, bytes.length);
        }
        boolean marked = bytes.length > 3
                && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE
                        || bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF);
        if (!marked && !Charsets.wide(bytes)) {
            return bytes;
        }
        Charset unmarked = bytes[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        return new String(bytes, marked ? StandardCharsets.UTF_16 : unmarked).getBytes(StandardCharsets.UTF_8);
    }

    private static int end(Matcher found) {
        return found.find() ? found.end() : 0;
    }
}
