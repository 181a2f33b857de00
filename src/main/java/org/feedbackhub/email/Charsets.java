package org.feedbackhub.email;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns bytes into text by the charset that a mail declares, whether it is true, wrong or unknown. */
final class Charsets {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** What mail programs call a charset, and the wider one that their bytes are really in. */
    private static final Map<String, String> REALLY = Map.ofEntries(
            Map.entry("us-ascii", "UTF-8"),
            Map.entry("ascii", "UTF-8"),
            Map.entry("ansi_x3.4-1968", "UTF-8"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("iso_8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("latin-1", "windows-1252"),
            Map.entry("ansi", "windows-1252"),
            Map.entry("iso-8859-8-i", "iso-8859-8"),
            Map.entry("iso-8859-8-e", "iso-8859-8"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("gb2312", "gb18030"),
            Map.entry("gb_2312-80", "gb18030"),
            Map.entry("gb2312-80", "gb18030"),
            Map.entry("gbk", "gb18030"),
            Map.entry("euc-cn", "gb18030"),
            Map.entry("x-gbk", "gb18030"),
            Map.entry("iso-2022-cn-ext", "iso-2022-cn"),
            Map.entry("big5", "x-windows-950"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("ks_c_5601", "x-windows-949"),
            Map.entry("ks_c_5601-1989", "x-windows-949"),
            Map.entry("ksc5601", "x-windows-949"),
            Map.entry("korean", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("iso-2022-jp-1", "x-windows-iso2022jp"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("macintosh", "x-MacRoman"),
            Map.entry("mac", "x-MacRoman"),
            Map.entry("x-mac-ce", "x-MacCentralEurope"));

    /** Microsoft's numbers that are not simply those of a Windows or IBM charset. */
    private static final Map<String, String> NUMBERED = Map.ofEntries(
            Map.entry("932", "windows-31j"),
            Map.entry("936", "gb18030"),
            Map.entry("10000", "x-MacRoman"),
            Map.entry("1200", "UTF-16LE"),
            Map.entry("1201", "UTF-16BE"),
            Map.entry("20127", "UTF-8"),
            Map.entry("20866", "KOI8-R"),
            Map.entry("21866", "KOI8-U"),
            Map.entry("28591", "windows-1252"),
            Map.entry("28592", "ISO-8859-2"),
            Map.entry("28595", "ISO-8859-5"),
            Map.entry("28605", "ISO-8859-15"),
            Map.entry("50220", "x-windows-iso2022jp"),
            Map.entry("51932", "EUC-JP"),
            Map.entry("51949", "x-windows-949"),
            Map.entry("54936", "gb18030"),
            Map.entry("65001", "UTF-8"));

    /** What text that says it keeps to seven bits, and does not, is likely in. */
    private static final Map<String, String> EIGHT_BIT =
            Map.of("iso-2022-jp", "euc-jp", "iso-2022-kr", "euc-kr", "iso-2022-cn", "gb18030");

    private static final Pattern NUMBER = Pattern.compile("(?:x-)?(?:cp|windows|ibm|ms|dos|codepage)?[-_ ]?(\\d{3,5})");
    private static final Pattern MAC = Pattern.compile("x-mac-?([a-z]+)");
    private static final List<String> UTF_7 =
            List.of("utf-7", "utf7", "unicode-1-1-utf-7", "x-unicode-1-1-utf-7", "cp65000", "csunicode11utf7");
    private static final List<String> HZ = List.of("hz-gb-2312", "hz", "x-cp52936");

    private Charsets() {}

    /** The text. Bytes that are valid UTF-8 beyond ASCII are that, whatever the header says: nothing else looks like it. */
    static String decode(byte[] bytes, @Nullable String declared) {
        String name = declared == null ? "" : normal(declared);
        if (name.equals("unicode-1-1-utf-8") || name.isEmpty() || !stateful(name)) {
            if (ascii(bytes)) {
                return wide(bytes) ? utf16(bytes) : new String(bytes, StandardCharsets.US_ASCII);
            }
            return eightBit(bytes, name);
        }
        if (UTF_7.contains(name)) {
            return SevenBit.utf7(bytes);
        } else if (HZ.contains(name)) {
            return SevenBit.hz(bytes);
        } else if (name.startsWith("utf-16") || name.startsWith("utf16") || name.startsWith("ucs-2")) {
            return wide(bytes) || bytes.length < 2 || bom(bytes) ? utf16(bytes) : eightBit(bytes, "");
        }
        String eightBit = name.startsWith("iso-2022") && !ascii(bytes) ? EIGHT_BIT.get(name) : null;
        return eightBit == null ? new String(bytes, charset(name)) : eightBit(bytes, eightBit);
    }

    private static String normal(String declared) {
        String name = declared.strip().toLowerCase(Locale.ROOT);
        return name.indexOf('"') >= 0 || name.indexOf('\'') >= 0
                ? name.replace("\"", "").replace("'", "").strip()
                : name;
    }

    /** Charsets whose bytes are all ASCII or in pairs, so that they look like valid UTF-8 and are not. */
    private static boolean stateful(String name) {
        return name.startsWith("iso-2022")
                || name.startsWith("utf-16")
                || name.startsWith("utf16")
                || name.startsWith("ucs-2")
                || name.startsWith("utf-32")
                || name.equals("cp50220")
                || UTF_7.contains(name)
                || HZ.contains(name);
    }

    private static String eightBit(byte[] bytes, String name) {
        if (bom(bytes)) {
            return utf16(bytes);
        }
        int from = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return wide(bytes) ? utf16(bytes) : declared(bytes, name);
        }
    }

    /** By its own charset; one that says UTF-8 and is not is Windows' if that is the smaller damage. */
    private static String declared(byte[] bytes, String name) {
        Charset charset = charset(name);
        if (!charset.equals(StandardCharsets.UTF_8)) {
            return new String(bytes, charset);
        }
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        long broken = utf8.chars().filter(sign -> sign == 0xFFFD).count();
        long beyond = utf8.chars().filter(sign -> sign > 127).count();
        return beyond - broken > broken ? utf8 : new String(bytes, WINDOWS_1252);
    }

    private static Charset charset(String name) {
        String really = REALLY.get(name);
        Charset known = supported(really == null ? name : really);
        if (known != null) {
            return known;
        }
        Matcher number = NUMBER.matcher(name);
        if (number.matches()) {
            return numbered(number.group(1));
        }
        Matcher mac = MAC.matcher(name);
        known = mac.matches() ? supported("x-Mac" + mac.group(1)) : null;
        return known == null ? WINDOWS_1252 : known;
    }

    private static Charset numbered(String number) {
        String special = NUMBERED.get(number);
        for (String name : special == null
                ? List.of("windows-" + number, "x-windows-" + number, "IBM" + number, "cp" + number)
                : List.of(special)) {
            Charset charset = supported(name);
            if (charset != null) {
                return charset;
            }
        }
        return WINDOWS_1252;
    }

    private static @Nullable Charset supported(String name) {
        try {
            return name.isEmpty() ? null : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean ascii(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean bom(byte[] bytes) {
        return bytes.length > 1
                && (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
                        || bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE);
    }

    /** Whether every other byte at the start is nothing, as in Western text in UTF-16. */
    static boolean wide(byte[] bytes) {
        if (bytes.length < 4 || bytes[0] != 0 && bytes[1] != 0) {
            return false;
        }
        int looked = Math.min(bytes.length, 200) / 2 * 2;
        int[] zeros = new int[2];
        for (int i = 0; i < looked; i++) {
            zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
        }
        int most = Math.max(zeros[0], zeros[1]);
        return most > looked / 2 * 0.8 && Math.min(zeros[0], zeros[1]) == 0;
    }

    private static String utf16(byte[] bytes) {
        Charset guess = bytes.length > 1 && bytes[1] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        Charset charset = bom(bytes) ? StandardCharsets.UTF_16 : guess;
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS_1252);
        }
    }
}
