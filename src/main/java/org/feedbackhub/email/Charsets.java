package org.feedbackhub.email;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns bytes into text by the charset that a mail declares, whether it is true, wrong or unknown. */
final class Charsets {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** What mail programs call a charset, and the wider one that their bytes are really in. */
    private static final Map<String, String> REALLY = Map.of(
            "us-ascii", "UTF-8",
            "ascii", "UTF-8",
            "iso-8859-1", "windows-1252",
            "latin1", "windows-1252",
            "gb2312", "gb18030",
            "gbk", "gb18030",
            "ks_c_5601-1987", "x-windows-949",
            "euc-kr", "x-windows-949",
            "shift_jis", "windows-31j",
            "utf8", "UTF-8");

    private Charsets() {}

    /** The text. Bytes that are valid UTF-8 beyond ASCII are that, whatever the header says: nothing else looks like it. */
    static String decode(byte[] bytes, @Nullable String declared) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .transform(text -> stateful(declared) ? new String(bytes, charset(declared)) : text);
        } catch (CharacterCodingException e) {
            return new String(bytes, charset(declared));
        }
    }

    /** Charsets whose bytes are all ASCII or in pairs, so that they look like valid UTF-8 and are not. */
    private static boolean stateful(@Nullable String declared) {
        String name = declared == null ? "" : declared.toLowerCase(Locale.ROOT);
        return name.startsWith("iso-2022")
                || name.startsWith("utf-16")
                || name.startsWith("utf-32")
                || name.equals("utf-7")
                || name.equals("hz-gb-2312");
    }

    private static Charset charset(@Nullable String declared) {
        if (declared == null) {
            return WINDOWS_1252;
        }
        String name = declared.strip().toLowerCase(Locale.ROOT);
        try {
            Charset charset = Charset.forName(REALLY.getOrDefault(name, name));
            return charset.equals(StandardCharsets.UTF_8) ? WINDOWS_1252 : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return WINDOWS_1252;
        }
    }
}
