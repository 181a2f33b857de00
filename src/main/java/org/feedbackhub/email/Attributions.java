package org.feedbackhub.email;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.feedbackhub.council.InvalidConfiguration;

/** Finds the line above quoted history that says who wrote it and when, also where it was broken. */
final class Attributions {

    private static final int MOST_LINES = 4;
    private static final int LONGEST = 400;

    /** What an attribution ends with, whatever its language. */
    private static final String ENDS = ":：-*_>";

    private static final Pattern TIME = Pattern.compile("\\d{1,2} ?[:.h시时] ?\\d{2}|\\d{1,2} (?:AM|PM)");
    private static final Pattern DATE =
            Pattern.compile("\\b(?:19|20)\\d\\d\\b|\\d{1,4}[./-] ?\\d{1,2}[./-] ?\\d{1,4}|\\d{4}年|\\d{4}년");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]@[^\\s@]");
    private static final Pattern NAME_FIRST = Pattern.compile(
            "[^<(\\[@]{0,120}[<(\\[ ]{0,2}[<(\\[](?:mailto:)?[^\\s@]{1,100}@[^\\s@]{1,150}.{0,100}", Pattern.DOTALL);

    private final Opening opening;
    private final Pattern atTheEnd;
    private final Pattern inTheMiddle;
    private final Pattern never;
    private final Opening others;

    /**
     * An attribution.
     *
     * @param words in one line
     * @param end the line behind it
     * @param certain whether it tells an address, or day and time, so that it needs no quote marks below
     */
    record Attribution(String words, int end, boolean certain) {}

    /** @throws InvalidConfiguration if an expression is wrong */
    Attributions(Path file, WrittenText.WordsFile.AttributionWords read) {
        opening = Expressions.opening(
                file, "attributions.openings", read.openings(), "[\\s\\p{P}]{0,5}(?:%s)(?![\\p{L}]).*");
        atTheEnd = Expressions.compile(
                file,
                "attributions.atTheEnd",
                read.atTheEnd(),
                "(?<![\\p{L}])(?:%s)(?: ?\\([^)]{0,60}\\))?[\\s:：*_>-]{0,12}$");
        inTheMiddle = Expressions.compile(
                file,
                "attributions.inTheMiddle",
                read.inTheMiddle(),
                "(?<![\\p{L}])(?:%s)(?![\\p{L}]).{1,250}[:：][\\s*_]{0,4}$");
        never = Expressions.compile(file, "attributions.never", read.never(), "(?<![\\p{L}])(?:%s)");
        others = Expressions.opening(file, "attributions.others", read.others(), "^[\\s\\p{P}]{0,5}(?:%s)$");
    }

    /** The attribution that begins with this line. */
    Optional<Attribution> at(List<MailLine> lines, int at) {
        StringBuilder joined = new StringBuilder();
        for (int next = at; next < lines.size() && next < at + MOST_LINES; next++) {
            MailLine line = lines.get(next);
            if (line.isBlank() || joined.length() + line.words().length() > LONGEST) {
                return Optional.empty();
            }
            joined.append(joined.isEmpty() ? "" : " ").append(line.words().strip());
            Optional<Attribution> whole = whole(joined.toString(), next + 1);
            if (whole.isPresent()) {
                boolean later = next > at && at(lines, at + 1).isPresent();
                return later ? Optional.empty() : whole;
            }
            if (next == at && !begins(joined)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean begins(CharSequence line) {
        return Character.isDigit(line.charAt(0)) || opening.matches(line) || mayBeginWithName(line);
    }

    private static boolean mayBeginWithName(CharSequence line) {
        return line.chars().anyMatch(character -> character == '<' || character == '@');
    }

    private Optional<Attribution> whole(String line, int end) {
        if (others.matches(line)) {
            return Optional.of(new Attribution(line, end, true));
        }
        if (ENDS.indexOf(line.charAt(line.length() - 1)) < 0
                || never.matcher(line).find()) {
            return Optional.empty();
        }
        boolean time = TIME.matcher(line).find();
        boolean address = ADDRESS.matcher(line).find();
        boolean date = DATE.matcher(line).find();
        boolean named = address && NAME_FIRST.matcher(line).matches();
        boolean opens = Character.isDigit(line.charAt(0)) || named || opening.matches(line);
        boolean says =
                atTheEnd.matcher(line).find() || inTheMiddle.matcher(line).find();
        if (opens && says && (time || address || date)) {
            return Optional.of(new Attribution(line, end, address || time && date));
        }
        boolean ended = line.endsWith(":") || line.endsWith("：");
        return named && time && date && ended ? Optional.of(new Attribution(line, end, false)) : Optional.empty();
    }
}
