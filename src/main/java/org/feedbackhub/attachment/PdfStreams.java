package org.feedbackhub.attachment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells before a PDF is opened whether its parts unpack to modest sizes. The library unpacks a part into memory whole, and a part
 * can unpack to a thousand times its size, or, packed twice, to a million times.
 */
final class PdfStreams {

    private static final String START = "stream";
    private static final String END = "endstream";

    /** Signs in front of a part in which is told how it is packed. */
    private static final int LONGEST_DICTIONARY = 8_000;

    /** A page scanned at 600 dots an inch; it is not unpacked for its words. */
    private static final int PICTURE_TIMES = 5;

    private static final Pattern FILTER = Pattern.compile("/F(?:ilter)?\\s*(/\\w+|\\[[^]]*+]|\\d)");
    private static final Pattern NAME = Pattern.compile("/(\\w+)");
    private static final Pattern ESCAPED = Pattern.compile("#(\\p{XDigit}{2})");
    private static final Set<String> TYPED = Set.of("ASCII85Decode", "A85", "ASCIIHexDecode", "AHx");
    private static final Set<String> PACKED = Set.of("FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL");

    private final byte[] content;
    private final String file;
    private final AttachmentLimits limits;
    private final Words into;
    private long unpacked;

    PdfStreams(byte[] content, AttachmentLimits limits, Words into) {
        this.content = content;
        this.file = new String(content, StandardCharsets.ISO_8859_1);
        this.limits = limits;
        this.into = into;
    }

    /** Whether it may be opened. One that is encrypted cannot be looked into, and is not. */
    boolean areModest() {
        if (file.contains("/Encrypt")) {
            return false;
        }
        int from = 0;
        for (int at = file.indexOf(START); at >= 0; at = file.indexOf(START, from)) {
            into.checkTime();
            from = at + START.length();
            int end = file.indexOf(END, from);
            boolean starts = at < END.length() || !file.startsWith(END, at - (END.length() - START.length()));
            if (starts && !isModest(at, end < 0 ? content.length : end)) {
                return false;
            }
        }
        return true;
    }

    private boolean isModest(int at, int end) {
        String dictionary = dictionary(at);
        List<String> filters = filters(dictionary);
        if (filters == null || filters.stream().filter(PACKED::contains).count() > 1) {
            return false;
        }
        int start = at + START.length();
        while (start < end && (content[start] == '\r' || content[start] == '\n')) {
            start++;
        }
        long most = limits.unpackedPart().toBytes() * (dictionary.contains("/Image") ? PICTURE_TIMES : 1);
        return isModest(new ByteArrayInputStream(content, start, end - start).readAllBytes(), filters, most);
    }

    private String dictionary(int at) {
        String before = file.substring(Math.max(0, at - LONGEST_DICTIONARY), at);
        String own = before.substring(Math.max(0, before.lastIndexOf("obj")));
        return ESCAPED.matcher(own)
                .replaceAll(
                        sign -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(sign.group(1), 16))));
    }

    /** By which it is packed, the outermost first; none found are taken for the most usual, null if they stand elsewhere. */
    private static @Nullable List<String> filters(String dictionary) {
        Matcher filter = FILTER.matcher(dictionary);
        List<String> filters = new ArrayList<>();
        while (filter.find()) {
            if (Character.isDigit(filter.group(1).charAt(0))) {
                return null;
            }
            NAME.matcher(filter.group(1)).results().map(name -> name.group(1)).forEach(filters::add);
        }
        return filters.isEmpty() ? List.of("FlateDecode") : filters;
    }

    private boolean isModest(byte[] packed, List<String> filters, long most) {
        byte[] now = packed;
        for (String name : filters) {
            boolean typed = TYPED.contains(name);
            if (!typed && !PACKED.contains(name)) {
                return true;
            }
            Counted out = new Counted(most, typed);
            try {
                FilterFactory.INSTANCE
                        .getFilter(COSName.getPDFName(name))
                        .decode(new ByteArrayInputStream(now), out, new COSDictionary(), 0);
            } catch (TooMuch e) {
                return false;
            } catch (IOException e) {
                // what is broken ends here for who opens it, too
                return true;
            }
            now = out.kept.toByteArray();
        }
        return true;
    }

    /** Counts what comes out of a part. */
    private final class Counted extends OutputStream {
        private final long most;
        private final boolean keeps;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long bytes;

        Counted(long most, boolean keeps) {
            this.most = most;
            this.keeps = keeps;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            into.checkTime();
            bytes += length;
            unpacked += length;
            if (bytes > most || unpacked > limits.unpacked().toBytes()) {
                throw new TooMuch();
            }
            if (keeps) {
                kept.write(some, offset, length);
            }
        }
    }

    private static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
