package org.feedbackhub.email;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells English from what is not, by the share of the little words that every English sentence is held together by. */
final class Language {

    private static final Set<String> LITTLE_WORDS = Set.of(
            "the", "and", "to", "of", "a", "in", "is", "it", "you", "that", "was", "for", "on", "are", "with", "as",
            "i", "be", "at", "have", "this", "not", "but", "we", "my", "our", "they", "your", "has", "been", "from",
            "or", "an", "no", "so", "if", "when", "me", "can", "what", "there", "would", "please", "thank", "thanks");

    private static final int ENOUGH_WORDS = 8;
    private static final double ENGLISH_SHARE = 0.12;

    private Language() {}

    /** {@code en}, or null where the text is too short to tell or not recognisably English. */
    static @Nullable String of(String text) {
        return words(text) >= ENOUGH_WORDS && share(text) >= ENGLISH_SHARE ? "en" : null;
    }

    /** Whether the text is long enough to tell and not English. */
    static boolean isOther(String text) {
        return words(text) >= ENOUGH_WORDS && share(text) < ENGLISH_SHARE;
    }

    private static int words(String text) {
        return split(text).length;
    }

    private static double share(String text) {
        String[] words = split(text);
        long little = Arrays.stream(words).filter(LITTLE_WORDS::contains).count();
        return (double) little / words.length;
    }

    private static String[] split(String text) {
        return text.toLowerCase(Locale.ROOT).strip().split("[^\\p{L}']+");
    }
}
