package org.feedbackhub.email;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.feedbackhub.council.InvalidConfiguration;
import org.jspecify.annotations.Nullable;

/** Lists of regular expressions from configuration, compiled into one. */
final class Expressions {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private Expressions() {}

    /** The same where the pattern is tried from the first sign of a line on. */
    static Opening opening(Path file, String key, @Nullable List<String> entries, String frame) {
        return new Opening(compile(file, key, entries, frame));
    }

    /**
     * One pattern for all entries.
     *
     * @param frame in which the alternatives stand at {@code %s}
     * @throws InvalidConfiguration if the list is empty or an entry is no regular expression
     */
    static Pattern compile(Path file, String key, @Nullable List<String> entries, String frame) {
        if (entries == null || entries.isEmpty()) {
            throw new InvalidConfiguration(file, key, "expected at least one regular expression");
        }
        for (int i = 0; i < entries.size(); i++) {
            try {
                Pattern.compile(entries.get(i), FLAGS);
            } catch (PatternSyntaxException e) {
                throw new InvalidConfiguration(file, key + "[" + i + "]", "expected a regular expression", e);
            }
        }
        return Pattern.compile(frame.replace("%s", String.join("|", entries)), FLAGS);
    }
}
