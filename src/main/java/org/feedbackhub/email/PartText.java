package org.feedbackhub.email;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of one part, as far as its media type is one that people write in. */
final class PartText {

    private static final Set<String> NO_WORDS = Set.of(
            "text/calendar",
            "text/rfc822-headers",
            "text/vcard",
            "text/x-vcard",
            "text/directory",
            "text/csv",
            "text/css",
            "text/javascript",
            "text/xml",
            "text/x-amp-html");

    private static final int WHERE_META_IS = 2048;
    private static final Pattern META_CHARSET =
            Pattern.compile("<meta[^>]{0,200}?charset\\s*=\\s*[\"']?\\s*([\\w:.-]{1,40})", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENRICHED_COMMAND =
            Pattern.compile("<param>.{0,200}?</param>|</?[A-Za-z0-9-]{1,60}>", Pattern.CASE_INSENSITIVE);

    /** What programs put in the place of words when they send HTML alone. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "your (e-?mail|mail)? ?(program|client|reader|software|browser)[^.]{0,30}(not|n't|unable)[^.]{0,40}(html|mime)"
                    + "|to (view|read) (this|the) (e-?mail|message)|(this|the) (e-?mail|message) (is|was sent) in html"
                    + "|(e-?mail|message) (requires|contains) html|view (this|the) (e-?mail|message) (in|as|with)[^.]{0,20}html",
            Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_PLACEHOLDER = 400;

    private PartText() {}

    static boolean hasWords(String mediaType) {
        return mediaType.startsWith("text/") && !NO_WORDS.contains(mediaType) || mediaType.equals("text");
    }

    /** @throws Allowance.Exceeded if it takes too long */
    static String of(Part part, Allowance allowance) {
        String text =
                switch (part.mediaType()) {
                    case "text/html" -> html(part, allowance);
                    case "text/enriched", "text/richtext" -> enriched(decoded(part));
                    case "text/rtf" ->
                        RtfText.of(new String(part.content(), StandardCharsets.ISO_8859_1))
                                .orElse("");
                    default -> plain(decoded(part), part);
                };
        return cut(text, allowance.limits().textLength());
    }

    /** Whether a plain part only says that the words are in the HTML beside it. */
    static boolean isPlaceholder(List<String> texts) {
        String text = String.join("\n", texts);
        return text.length() <= LONGEST_PLACEHOLDER && PLACEHOLDER.matcher(text).find();
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static String plain(String text, Part part) {
        String lines =
                text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        return FlowedText.of(lines, part);
    }

    private static String decoded(Part part) {
        return Charsets.decode(part.content(), part.charset());
    }

    private static String html(Part part, Allowance allowance) {
        return HtmlText.of(cut(htmlSource(part), allowance.limits().htmlLength()), allowance);
    }

    /** The HTML of a part that is HTML, as its author wrote it. */
    static String htmlSource(Part part) {
        String charset = part.charset() == null ? metaCharset(part.content()) : part.charset();
        return Charsets.decode(part.content(), charset);
    }

    private static @Nullable String metaCharset(byte[] html) {
        String start = new String(html, 0, Math.min(html.length, WHERE_META_IS), StandardCharsets.ISO_8859_1);
        Matcher meta = META_CHARSET.matcher(start);
        return meta.find() ? meta.group(1) : null;
    }

    /** RFC 1896: commands in angles, a doubled one for the sign itself, one line end for none. */
    private static String enriched(String text) {
        String marked = text.replace("\r\n", "\n").replace("<<", "\u0001");
        return ENRICHED_COMMAND.matcher(marked).replaceAll("").replace('\u0001', '<');
    }
}
