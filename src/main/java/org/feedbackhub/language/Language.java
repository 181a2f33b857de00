package org.feedbackhub.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.jspecify.annotations.Nullable;

/**
 * Tells the language of a message. English is told by the share of the little words that every English sentence is held
 * together by, which is quick; only where these are missing is the library asked.
 */
public final class Language {

    private static final String ENGLISH = "en";

    private static final Set<String> LITTLE_WORDS = Set.of(
            "the", "and", "to", "of", "a", "in", "is", "it", "you", "that", "was", "for", "on", "are", "with", "as",
            "i", "be", "at", "have", "this", "not", "but", "we", "my", "our", "they", "your", "has", "been", "from",
            "or", "an", "no", "so", "if", "when", "me", "can", "what", "there", "would", "please", "thank", "thanks");

    /** Of the little words. */
    private static final int LONGEST_LITTLE = 6;

    private static final int ENOUGH_WORDS = 8;
    private static final double ENGLISH_SHARE = 0.12;

    /** Scripts without blanks between words tell the language by few characters. */
    private static final int ENOUGH_IDEOGRAPHS = 8;

    /** More of a text does not make the library surer. */
    private static final int LOOKED_AT = 2_000;

    private Language() {}

    /** ISO 639-1 code, or null where the text is too short to tell or its language is not known. */
    public static @Nullable String of(String text) {
        String start = text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
        Words words = Words.in(start);
        boolean enough = words.all() >= ENOUGH_WORDS
                || start.codePoints().filter(Character::isIdeographic).count() >= ENOUGH_IDEOGRAPHS;
        if (!enough) {
            return null;
        }
        return words.little() >= ENGLISH_SHARE * words.all()
                ? ENGLISH
                : Library.guess(start).orElse(null);
    }

    /** Whether the language is told by its code and not English. */
    public static boolean isOther(@Nullable String language) {
        return language != null && !language.equals(ENGLISH);
    }

    /** How many words a text has, and how many of them are English ones that no sentence can do without. */
    private record Words(int all, int little) {

        static Words in(String text) {
            int all = 0;
            int little = 0;
            int from = -1;
            for (int at = 0; at <= text.length(); at++) {
                boolean inside = at < text.length() && belongsToWord(text.charAt(at));
                if (inside && from < 0) {
                    from = at;
                } else if (!inside && from >= 0) {
                    all++;
                    little += isLittle(text, from, at) ? 1 : 0;
                    from = -1;
                }
            }
            return new Words(all, little);
        }

        private static boolean isLittle(String text, int from, int to) {
            return to - from <= LONGEST_LITTLE
                    && LITTLE_WORDS.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
        }

        private static boolean belongsToWord(char sign) {
            return Character.isLetter(sign) || sign == '\'' || Character.getType(sign) == Character.NON_SPACING_MARK;
        }
    }

    /** Apache OpenNLP's detector, loaded when it is first asked: 10 MB of model, less than a second. */
    private static final class Library {

        private static final String FILE = "/langdetect-183.bin";

        /** Kinds of a language for which ISO 639-1 has one code only. */
        private static final Map<String, String> KINDS =
                Map.of("cmn", "zh", "lvs", "lv", "ekk", "et", "pes", "fa", "pnb", "pa", "arz", "ar", "nob", "no");

        private static final Map<String, String> CODES = codes();
        private static final LanguageDetectorModel MODEL = model();

        static Optional<String> guess(String text) {
            // a detector is not said to be safe for several threads, and costs little
            String guess = new LanguageDetectorME(MODEL).predictLanguage(text).getLang();
            return Optional.ofNullable(KINDS.getOrDefault(guess, CODES.get(guess)));
        }

        private static Map<String, String> codes() {
            return Arrays.stream(Locale.getISOLanguages())
                    .collect(Collectors.toMap(
                            code -> new Locale(code).getISO3Language(), code -> code, (one, other) -> other));
        }

        private static LanguageDetectorModel model() {
            try (InputStream model = Library.class.getResourceAsStream(FILE)) {
                return new LanguageDetectorModel(model);
            } catch (IOException e) {
                throw new UncheckedIOException("the model that tells languages cannot be read", e);
            }
        }
    }
}
