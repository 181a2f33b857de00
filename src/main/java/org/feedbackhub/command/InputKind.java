package org.feedbackhub.command;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a file holds, told by its content and not by its name. */
enum InputKind {
    MAIL,
    PLAIN_TEXT,
    JSON_LINES,
    /** A scan: PDF or an image. */
    LETTER,
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

    /** Byte order marks as Latin-1 shows them, empty lines, and the length that Apple's Mail puts first. */
    private static final Pattern BEFORE_A_MAIL = Pattern.compile(
            "\\A(?:\u00ef\u00bb\u00bf|\ufeff)?[\\r\\n]*(?:\\d{1,9}[ \\t]*\\r?\\n(?=[A-Za-z-]{1,76}:))?");

    /** How PDF, TIFF of either order, JPEG and PNG begin, as Latin-1 shows it. */
    private static final List<String> SCANS =
            List.of("%PDF-", "II*\u0000", "MM\u0000*", "\u00ff\u00d8\u00ff", "\u0089PNG\r\n");

    private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1};

    static InputKind of(byte[] bytes) {
        if (outlook(bytes)) {
            return MAIL;
        }
        if (scan(bytes)) {
            return LETTER;
        }
        Charset wide = wide(bytes);
        byte[] looked = Arrays.copyOf(bytes, Math.min(bytes.length, LOOKED_AT));
        String start = new String(looked, wide == null ? StandardCharsets.ISO_8859_1 : wide);
        start = BEFORE_A_MAIL.matcher(start).replaceFirst("");
        if (jsonLine(start)) {
            return JSON_LINES;
        }
        if (mail(start)) {
            return MAIL;
        }
        return wide == null && binary(bytes) ? OTHER : PLAIN_TEXT;
    }

    /** The text of bytes that are {@link #PLAIN_TEXT}: UTF-16 or UTF-8 where they are valid as such, else Windows'. */
    static String text(byte[] bytes) {
        Charset wide = wide(bytes);
        if (wide != null) {
            return new String(bytes, wide).replace("\ufeff", "");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    /** Outlook's own files begin as Word's old ones do; which of them it is, the reader finds out. */
    private static boolean outlook(byte[] bytes) {
        return bytes.length > OLE2.length && Arrays.equals(bytes, 0, OLE2.length, OLE2, 0, OLE2.length);
    }

    /** UTF-16 by its mark or by its empty bytes, else null. */
    private static @Nullable Charset wide(byte[] bytes) {
        if (bytes.length < 4) {
            return null;
        }
        int mark = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        if (mark == 0xFEFF || mark == 0xFFFE) {
            return StandardCharsets.UTF_16;
        }
        boolean little = bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0;
        boolean big = bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0;
        return little ? StandardCharsets.UTF_16LE : big ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean scan(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 8), StandardCharsets.ISO_8859_1);
        return SCANS.stream().anyMatch(start::startsWith);
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
