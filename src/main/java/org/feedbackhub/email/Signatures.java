package org.feedbackhub.email;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Tells a signature by the mark above it, and by what stands below where the mark may only divide a text. */
final class Signatures {

    /** RFC 3676, 4.3; many programs strip the blank. */
    private static final Pattern MARK = Pattern.compile("(?:--|—) ?");

    private static final Pattern DIVIDER = Pattern.compile("\\s{0,20}(?:([-_=*~#+•–—])\\1{1,200}|-- ?)\\s{0,20}");

    /** What a line of a signature has that a line of a letter seldom has. */
    private static final Pattern CONTACT =
            Pattern.compile("\\S@\\S|\\bwww\\.|https?:|(?:\\+|\\b0)\\d[\\d ()/.-]{7,20}\\d");

    private static final Pattern SENTENCE = Pattern.compile("(?:\\S{1,40} {1,3}){4,60}\\S{1,40}[.?!]");

    /** Below a mark; where more follows, the person used it to divide their text. */
    private static final int MOST_LINES_BELOW_MARK = 20;

    private static final int MOST_LINES_BELOW_DIVIDER = 8;
    private static final int LONGEST_LINE = 80;
    private static final int SEARCHED = 100;

    private Signatures() {}

    /** Whether the line is blank or only parts what stands above from what stands below. */
    static boolean isDivider(MailLine line) {
        return line.isBlank() || DIVIDER.matcher(line.words()).matches();
    }

    /**
     * Whether a signature begins with this line.
     *
     * @param startsHistory whether quoted history begins with a line
     */
    static boolean beginsAt(List<MailLine> lines, int at, IntPredicate startsHistory) {
        String line = lines.get(at).words();
        if (MARK.matcher(line).matches()) {
            return below(lines, at + 1, startsHistory).size() <= MOST_LINES_BELOW_MARK;
        }
        boolean parted = at > 0 && lines.get(at - 1).isBlank();
        return parted && DIVIDER.matcher(line).matches() && isSigned(below(lines, at + 1, startsHistory));
    }

    private static boolean isSigned(List<MailLine> below) {
        return below.size() <= MOST_LINES_BELOW_DIVIDER
                && below.stream().allMatch(line -> line.words().length() <= LONGEST_LINE)
                && below.stream().anyMatch(line -> CONTACT.matcher(line.words()).find())
                && below.stream()
                        .noneMatch(line -> SENTENCE.matcher(line.words()).matches());
    }

    /** What stands below up to quoted history, without blank lines. */
    private static List<MailLine> below(List<MailLine> lines, int from, IntPredicate startsHistory) {
        int searched = Math.min(lines.size(), from + SEARCHED);
        int end = from;
        int found = 0;
        while (end < searched
                && found <= MOST_LINES_BELOW_MARK
                && !lines.get(end).isQuoted()
                && !startsHistory.test(end)) {
            found += lines.get(end).isBlank() ? 0 : 1;
            end++;
        }
        return lines.subList(from, end).stream().filter(line -> !line.isBlank()).toList();
    }
}
