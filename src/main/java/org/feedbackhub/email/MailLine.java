package org.feedbackhub.email;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A line of a mail's text, told apart into quote marks and words.
 *
 * @param depth how many quote marks ({@code >}) stand before it
 * @param words what stands behind them, without invisible characters and blanks at its end
 */
record MailLine(int depth, String words) {

    private static final Pattern INVISIBLE = Pattern.compile("[\\u200b-\\u200f\\u202a-\\u202e\\u2060\\ufeff\\u1427]");

    /** Indentation before a quote mark; further in, the mark is a part of the text. */
    private static final int INDENTED = 4;

    /** The lines of the text, whichever line ends it has. */
    static List<MailLine> of(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll("").replace('\u00a0', ' ');
        return visible.lines().map(MailLine::line).toList();
    }

    boolean isBlank() {
        return words.isBlank();
    }

    boolean isQuoted() {
        return depth > 0;
    }

    /** The line as it reads inside the quotation of the given depth. */
    String inside(int quotation) {
        int deeper = depth - quotation;
        return deeper <= 0 ? words : ">".repeat(deeper) + " " + words;
    }

    private static MailLine line(String line) {
        int depth = 0;
        int from = 0;
        int mark = quoteMark(line, from);
        while (mark >= 0) {
            depth++;
            from = mark + 1;
            mark = quoteMark(line, from);
        }
        boolean padded = depth > 0 && from < line.length() && line.charAt(from) == ' ';
        return new MailLine(depth, line.substring(padded ? from + 1 : from).stripTrailing());
    }

    private static int quoteMark(String line, int from) {
        int at = from;
        while (at < line.length() && at - from < INDENTED && line.charAt(at) == ' ') {
            at++;
        }
        return at < line.length() && line.charAt(at) == '>' ? at : -1;
    }
}
