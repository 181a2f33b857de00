package org.feedbackhub.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for many expressions in one walk over a text. Each begins where a word can begin, and most places of a text begin
 * with two signs with which no expression begins. Which expressions can begin with which two signs is found out once, by
 * trying them on the two signs alone: where that fails, and the engine did not ask for more, nothing that begins with them
 * can match.
 */
final class WordSearch {

    /** Not inside a word. */
    private static final String ENDS_WORD = "(?![\\p{L}\\p{N}])";

    /** It asks for what stands before, which the two signs alone do not show. */
    private static final String LOOKS_BEHIND = "(?<=";

    /** Letters with the accents of Europe's languages; where another sign comes, all expressions are tried. */
    private static final int SIGNS = 0x180;

    private final List<Pattern> patterns;
    private final int[] all;

    /** Two threads may find out the same, and write the same. */
    private final AtomicReferenceArray<int[]> beginnings = new AtomicReferenceArray<>(SIGNS * SIGNS);

    /**
     * @param expressions each a list of alternatives, which may match whole words only
     * @param flags as {@link Pattern} has them
     * @throws java.util.regex.PatternSyntaxException if one is no regular expression
     */
    WordSearch(List<List<String>> expressions, int flags) {
        this.patterns = expressions.stream()
                .map(any -> Pattern.compile("(?:" + String.join("|", any) + ")" + ENDS_WORD, flags))
                .toList();
        this.all = IntStream.range(0, patterns.size()).toArray();
    }

    /** What is done with the places where an expression matches. */
    interface Hits {

        /** Whether to try the expression here. */
        boolean wanted(int expression, int at);

        void hit(int expression, int start, int end);
    }

    /** Walks over the text from its beginning to its end. */
    void over(String text, Hits hits) {
        Matcher[] matchers = new Matcher[all.length];
        boolean insideWord = false;
        for (int at = 0; at < text.length(); at++) {
            if (!insideWord) {
                for (int expression : candidates(text, at)) {
                    if (hits.wanted(expression, at)) {
                        look(text, at, expression, matchers, hits);
                    }
                }
            }
            insideWord = Character.isLetterOrDigit(text.charAt(at));
        }
    }

    private void look(String text, int at, int expression, @Nullable Matcher[] matchers, Hits hits) {
        Matcher matcher = matchers[expression];
        if (matcher == null) {
            matcher = patterns.get(expression)
                    .matcher(text)
                    .useTransparentBounds(true)
                    .useAnchoringBounds(false);
            matchers[expression] = matcher;
        }
        if (matcher.region(at, text.length()).lookingAt() && matcher.end() > at) {
            hits.hit(expression, at, matcher.end());
        }
    }

    private int[] candidates(String text, int at) {
        if (at + 1 >= text.length() || text.charAt(at) >= SIGNS || text.charAt(at + 1) >= SIGNS) {
            return all;
        }
        int place = text.charAt(at) * SIGNS + text.charAt(at + 1);
        int[] candidates = beginnings.get(place);
        if (candidates == null) {
            candidates = beginningWith(text.substring(at, at + 2));
            beginnings.set(place, candidates);
        }
        return candidates;
    }

    private int[] beginningWith(String signs) {
        List<Integer> candidates = new ArrayList<>();
        for (int expression : all) {
            Pattern pattern = patterns.get(expression);
            Matcher start = pattern.matcher(signs);
            if (start.lookingAt() || start.hitEnd() || pattern.pattern().contains(LOOKS_BEHIND)) {
                candidates.add(expression);
            }
        }
        return candidates.stream().mapToInt(Integer::intValue).toArray();
    }
}
