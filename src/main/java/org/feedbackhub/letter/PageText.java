package org.feedbackhub.letter;

import java.util.regex.Pattern;

/** The words of a page, as they came from a file or from the engine. */
final class PageText {

    /** Signs of a page: the densest book has a third of it. What is beyond was not written to be read. */
    private static final int LONGEST = 20_000;

    /** Fewer may be a stamp of the scanner's program above a page that nobody has read yet. */
    private static final int LEAST_WORDS = 20;

    private static final double LEAST_PLAIN = 0.9;
    private static final double SHORTEST_WORD = 2;
    private static final double LONGEST_WORD = 12;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’.,-]*");

    /** The engine takes a capital I that stands alone for a stroke. */
    private static final Pattern STROKE = Pattern.compile("(?<![\\p{L}\\p{N}|])\\|(?![\\p{L}\\p{N}|])");

    private static final Pattern UNWANTED = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|\\p{Cs}|\ufeff");
    private static final Pattern BLANK_LINES = Pattern.compile("(?<![ \\t])[ \\t]*+\\n(?:[ \\t]*+\\n){2,}+");

    private PageText() {}

    /** Without what no page shows, and with the strokes that are an I. */
    static String recognised(String text) {
        return STROKE.matcher(clean(text)).replaceAll("I");
    }

    /** Without what no page shows; lines end with line feeds, and two empty ones are one. */
    static String clean(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace('\f', '\n');
        if (lines.length() > LONGEST) {
            lines = lines.substring(0, LONGEST);
        }
        return BLANK_LINES
                .matcher(UNWANTED.matcher(lines).replaceAll(""))
                .replaceAll("\n\n")
                .strip();
    }

    /** Whether a text that a file holds reads like one that somebody wrote, and not like fonts without a meaning. */
    static boolean isPlausible(String text) {
        long words = WORD.matcher(text).results().count();
        if (words < LEAST_WORDS) {
            return false;
        }
        long signs = text.chars().filter(sign -> !Character.isWhitespace(sign)).count();
        long plain = text.chars()
                .filter(sign -> sign < 0x250 || sign >= 0x2010 && sign <= 0x20AC)
                .filter(sign -> Character.isLetterOrDigit(sign) || "'’‘“”\".,;:!?()-–—£€&/@%+#*•".indexOf(sign) >= 0)
                .count();
        double length = WORD.matcher(text)
                .results()
                .mapToInt(match -> match.end() - match.start())
                .average()
                .orElse(0);
        return plain >= LEAST_PLAIN * signs && length >= SHORTEST_WORD && length <= LONGEST_WORD;
    }
}
