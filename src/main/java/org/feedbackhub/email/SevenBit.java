package org.feedbackhub.email;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The seven-bit charsets that Java does not know: UTF-7 (RFC 2152) and HZ (RFC 1843). */
final class SevenBit {

    private static final Charset GB = Charset.forName("gb18030");

    private SevenBit() {}

    /** Text where what is not ASCII stands as Base64 of UTF-16 between {@code +} and {@code -}. */
    static String utf7(byte[] bytes) {
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) != '+') {
                text.append(raw.charAt(i));
                continue;
            }
            int end = i + 1;
            while (end < raw.length() && base64(raw.charAt(end))) {
                end++;
            }
            boolean closed = end < raw.length() && raw.charAt(end) == '-';
            text.append(end == i + 1 ? "+" : shifted(raw.substring(i + 1, end)));
            i = closed ? end : end - 1;
        }
        return text.toString();
    }

    private static String shifted(String encoded) {
        String whole = encoded.length() % 4 == 1 ? encoded.substring(0, encoded.length() - 1) : encoded;
        byte[] wide = Base64.getDecoder().decode(whole);
        return new String(wide, 0, wide.length / 2 * 2, StandardCharsets.UTF_16BE);
    }

    private static boolean base64(char sign) {
        return sign < 128 && Character.isLetterOrDigit(sign) || sign == '+' || sign == '/';
    }

    /** Text where Chinese stands as GB 2312 without its high bits between <code>~{</code> and <code>~}</code>. */
    static String hz(byte[] bytes) {
        ByteArrayOutputStream eightBit = new ByteArrayOutputStream(bytes.length);
        boolean chinese = false;
        for (int i = 0; i < bytes.length; i++) {
            int next = i + 1 < bytes.length ? bytes[i + 1] : 0;
            if (bytes[i] == '~' && (next == '{' || next == '}')) {
                chinese = next == '{';
                i++;
            } else if (bytes[i] == '~' && !chinese && (next == '~' || next == '\n')) {
                i++;
                eightBit.writeBytes(next == '~' ? new byte[] {'~'} : new byte[0]);
            } else {
                chinese &= bytes[i] != '\n';
                eightBit.write(chinese ? bytes[i] | 0x80 : bytes[i]);
            }
        }
        return eightBit.toString(GB);
    }
}
