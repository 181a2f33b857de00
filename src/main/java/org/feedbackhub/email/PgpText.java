package org.feedbackhub.email;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in OpenPGP's armour (RFC 9580, 6 and 7). */
final class PgpText {

    private static final String SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String SIGNATURE_END = "-----END PGP SIGNATURE-----";
    private static final Pattern HEADERS = Pattern.compile("\\G(?:[A-Za-z]+:[^\\n]*\\R)*\\s*?\\R");
    private static final Pattern DASHED = Pattern.compile("(?m)^- ");

    private PgpText() {}

    /** Whether part of it is encrypted. */
    static boolean isEncrypted(String text) {
        return text.contains("-----BEGIN PGP MESSAGE-----");
    }

    /** The text without the armour of a clear signature, if there is one; what stands around it stays. */
    static String withoutArmour(String text) {
        int signed = text.indexOf(SIGNED);
        int signature = signed < 0 ? -1 : text.indexOf(SIGNATURE, signed);
        if (signature < 0) {
            return text;
        }
        int line = text.indexOf('\n', signed) + 1;
        Matcher headers = HEADERS.matcher(text);
        int start = line > 0 && headers.find(line) ? headers.end() : line;
        if (start > signature) {
            return text;
        }
        int end = text.indexOf(SIGNATURE_END, signature);
        String after = end < 0 ? "" : text.substring(end + SIGNATURE_END.length());
        String words = DASHED.matcher(text.substring(start, signature)).replaceAll("");
        return text.substring(0, signed) + words.stripTrailing() + after;
    }
}
