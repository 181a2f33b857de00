package org.feedbackhub.email;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/** The text of header fields: unfolded (RFC 5322, 2.2.3), in any charset, encoded words decoded (RFC 2047). */
final class HeaderText {

    private static final int LONGEST_CHARSET = 60;
    private static final int ESCAPE = 0x1B;

    private HeaderText() {}

    /** The field's value on one line, its encoded words untouched. */
    static String raw(Field field) {
        return raw(field, null);
    }

    /** The same; what is beyond ASCII and not UTF-8 is in the charset, if it is known. */
    static String raw(Field field, @Nullable String charset) {
        ByteSequence raw = field.getRaw();
        if (raw == null) {
            return field.getBody() == null ? "" : oneLine(field.getBody()).strip();
        }
        byte[] bytes = raw.toByteArray();
        int from = 0;
        while (from < bytes.length && bytes[from] != ':') {
            from++;
        }
        byte[] value = Arrays.copyOfRange(bytes, Math.min(from + 1, bytes.length), bytes.length);
        return oneLine(Charsets.decode(value, plain(value) ? null : charset)).strip();
    }

    /** Whether it is ASCII, without the escapes of the charsets that stay within it. */
    private static boolean plain(byte[] value) {
        for (byte one : value) {
            if (one < 0 || one == ESCAPE) {
                return false;
            }
        }
        return true;
    }

    /** The value with its encoded words decoded, on one line: nothing that came in a header may begin a new one. */
    static String decoded(String value) {
        return value.contains("=?") ? oneLine(new Words(value).decoded()) : oneLine(value);
    }

    /** The value without line ends and other signs that are not to be seen. */
    static String oneLine(String value) {
        return value.chars().anyMatch(Character::isISOControl) ? joined(value) : Clean.text(value);
    }

    private static String joined(String value) {
        StringBuilder line = new StringBuilder(value.length());
        boolean gap = false;
        for (int i = 0; i < value.length(); i++) {
            char sign = value.charAt(i);
            if (sign == '\n' || sign == '\r') {
                gap = true;
            } else if (sign != 0 && !(gap && (sign == ' ' || sign == '\t'))) {
                line.append(gap ? " " : "").append(Character.isISOControl(sign) ? ' ' : sign);
                gap = false;
            }
        }
        return Clean.text(line.toString());
    }

    /** Goes once through a value; a character may be split over neighbouring words, so their bytes are joined first. */
    private static final class Words {
        private final String value;
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String charset = "";
        private int at;

        Words(String value) {
            this.value = value;
        }

        String decoded() {
            int plainFrom = 0;
            for (int start = value.indexOf("=?"); start >= 0; start = value.indexOf("=?", at)) {
                int charsetEnd = charsetEnd(start + 2);
                int end = charsetEnd < 0 ? -1 : value.indexOf("?=", charsetEnd + 3);
                if (charsetEnd >= 0 && end < 0) {
                    break;
                } else if (charsetEnd < 0) {
                    at = start + 2;
                } else {
                    plain(plainFrom, start);
                    word(value.substring(start + 2, charsetEnd), charsetEnd + 1, end);
                    at = end + 2;
                    plainFrom = at;
                }
            }
            flush();
            return text.append(value, plainFrom, value.length()).toString();
        }

        /** Where the question mark after the charset is, if an encoding follows it; else -1. */
        private int charsetEnd(int from) {
            int limit = Math.min(value.length() - 2, from + LONGEST_CHARSET);
            for (int i = from; i < limit; i++) {
                if (value.charAt(i) == '?') {
                    return i > from && "bqBQ".indexOf(value.charAt(i + 1)) >= 0 && value.charAt(i + 2) == '?' ? i : -1;
                }
            }
            return -1;
        }

        private void plain(int from, int to) {
            String between = value.substring(from, to);
            boolean neighbours = bytes.size() > 0 && between.isBlank();
            if (!neighbours) {
                flush();
                text.append(between);
            }
        }

        private void word(String declared, int encodingAt, int end) {
            int language = declared.indexOf('*');
            String name = language < 0 ? declared : declared.substring(0, language);
            if (!name.equalsIgnoreCase(charset)) {
                flush();
            }
            charset = name;
            String encoded = value.substring(encodingAt + 2, end);
            if (Character.toLowerCase(value.charAt(encodingAt)) == 'b') {
                base64(encoded);
            } else {
                quoted(encoded);
            }
        }

        private void base64(String encoded) {
            String padded = encoded.replace("=", "").replace(" ", "");
            String whole = padded.length() % 4 == 1 ? padded.substring(0, padded.length() - 1) : padded;
            try {
                bytes.writeBytes(Base64.getMimeDecoder().decode(whole));
            } catch (IllegalArgumentException e) {
                bytes.writeBytes(encoded.getBytes(StandardCharsets.UTF_8));
            }
        }

        private void quoted(String encoded) {
            for (int i = 0; i < encoded.length(); i++) {
                char sign = encoded.charAt(i);
                int high = sign == '=' && i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
                int low = high >= 0 ? Character.digit(encoded.charAt(i + 2), 16) : -1;
                if (low >= 0) {
                    bytes.write(high * 16 + low);
                    i += 2;
                } else if (sign < 128) {
                    bytes.write(sign == '_' ? ' ' : sign);
                } else {
                    bytes.writeBytes(String.valueOf(sign).getBytes(StandardCharsets.UTF_8));
                }
            }
        }

        private void flush() {
            if (bytes.size() > 0) {
                text.append(Charsets.decode(bytes.toByteArray(), charset));
                bytes.reset();
            }
        }
    }
}
