package org.feedbackhub.command;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a file holds, told by its content and not by its name. */
enum InputKind {
    MAIL,
    PLAIN_TEXT,
    JSON_LINES,
    /** Bytes that none of the channels reads. */
    OTHER;

    private static final int LOOKED_AT = 16 * 1024;
    private static final int HEADERS_THAT_MAKE_A_MAIL = 2;
    private static final Pattern HEADER = Pattern.compile("[!-9;-~]{1,76}[ \\t]*:.*");
    private static final Pattern MAIL_HEADER = Pattern.compile(
            "(?i)(from|to|cc|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to|reply-to"
                    + "|sender|x-[a-z0-9-]+|list-[a-z-]+|dkim-signature|content-transfer-encoding)\\s*:.*");
    /** A line that is an object from its first sign to its last; a document of JSON over many lines is text. */
    private static final Pattern JSON_LINE = Pattern.compile("\\s*\\{.*}\\s*");

    /** One that is longer than what is looked at shows its first sign only. */
    private static final Pattern LONG_JSON_LINE = Pattern.compile("\\s*\\{\\s*\".*");

    static InputKind of(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        if (jsonLine(start)) {
            return JSON_LINES;
        }
        if (mail(start)) {
            return MAIL;
        }
        return binary(bytes) ? OTHER : PLAIN_TEXT;
    }

    private static boolean jsonLine(String start) {
        String line = start.lines().filter(one -> !one.isBlank()).findFirst().orElse("");
        boolean cut = start.length() == LOOKED_AT && start.stripLeading().startsWith(line) && !start.contains("\n");
        return JSON_LINE.matcher(line).matches()
                || cut && LONG_JSON_LINE.matcher(line).matches();
    }

    /** A mail begins with headers, of which at least two, or the only one, are such as mails have. */
    private static boolean mail(String start) {
        List<String> lines = start.lines().toList();
        long known = 0;
        long all = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Optional<Boolean> mailHeader = header(line, i);
            if (line.isEmpty() || mailHeader.isEmpty()) {
                break;
            }
            all += line.startsWith(" ") || line.startsWith("\t") ? 0 : 1;
            known += mailHeader.get() ? 1 : 0;
        }
        return known >= HEADERS_THAT_MAKE_A_MAIL || known >= 1 && known == all;
    }

    /** Whether the line is one of a mail's own headers; nothing if it is no header at all. */
    private static Optional<Boolean> header(String line, int number) {
        if (number == 0 && line.startsWith("From ")) {
            return Optional.of(true);
        }
        if (number > 0 && (line.startsWith(" ") || line.startsWith("\t"))) {
            return Optional.of(false);
        }
        return HEADER.matcher(line).matches()
                ? Optional.of(MAIL_HEADER.matcher(line).matches())
                : Optional.empty();
    }

    private static boolean binary(byte[] bytes) {
        int length = Math.min(bytes.length, LOOKED_AT);
        for (int i = 0; i < length; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
