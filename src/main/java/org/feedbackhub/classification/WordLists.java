package org.feedbackhub.classification;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.feedbackhub.council.InvalidConfiguration;
import org.jspecify.annotations.Nullable;

/** Lists of words that rules share: <code>{child}</code> in an expression stands for all that the list "child" holds. */
final class WordLists {

    /** Neither how often something may come, nor a class of signs. */
    private static final Pattern NAMED = Pattern.compile("(?<!\\\\[pP])\\{([a-z][a-z-]*)\\}");

    private final Path file;
    private final Map<String, String> lists = new HashMap<>();

    private WordLists(Path file) {
        this.file = file;
    }

    /** Each list may use those that stand above it. */
    static WordLists of(Path file, @Nullable Map<String, List<String>> read) {
        WordLists lists = new WordLists(file);
        if (read != null) {
            read.forEach((name, words) -> lists.lists.put(name, lists.fill("words: " + name, String.join("|", words))));
        }
        return lists;
    }

    /** @throws InvalidConfiguration if no such list is there */
    String fill(String key, String expression) {
        return NAMED.matcher(expression).replaceAll(found -> {
            String words = lists.get(found.group(1));
            if (words == null) {
                throw new InvalidConfiguration(
                        file, key, "expected a list {" + found.group(1) + "} above it, in words");
            }
            return Matcher.quoteReplacement("(?:" + words + ")");
        });
    }
}
