package org.feedbackhub.email;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression that is tried from the first sign of a line. It remembers by which two signs a line can begin that it
 * matches, so that nearly every line is passed over without trying: when two signs alone fail, and the engine did not ask
 * for more, nothing that begins with them can match.
 */
final class Opening {

    /** Latin letters with their accents; a line in another script is always tried. */
    private static final int SIGNS = 0x250;

    private static final byte POSSIBLE = 1;
    private static final byte IMPOSSIBLE = 2;

    private final Pattern pattern;

    /** Two threads may find out the same, and write the same. */
    private final byte[] beginnings = new byte[SIGNS * SIGNS];

    Opening(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Whether the whole line matches. */
    boolean matches(CharSequence line) {
        return possible(line) && pattern.matcher(line).matches();
    }

    /** Whether the line begins with a match. */
    boolean begins(CharSequence line) {
        return possible(line) && pattern.matcher(line).lookingAt();
    }

    private boolean possible(CharSequence line) {
        if (line.length() < 2 || line.charAt(0) >= SIGNS || line.charAt(1) >= SIGNS) {
            return true;
        }
        int place = line.charAt(0) * SIGNS + line.charAt(1);
        if (beginnings[place] == 0) {
            Matcher start = pattern.matcher(line.subSequence(0, 2));
            beginnings[place] = start.lookingAt() || start.hitEnd() ? POSSIBLE : IMPOSSIBLE;
        }
        return beginnings[place] == POSSIBLE;
    }
}
