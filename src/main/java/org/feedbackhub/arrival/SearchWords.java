package org.feedbackhub.arrival;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The words of a text as PostgreSQL's {@code tsvector} holds them. They are told apart here, since the database's own parser
 * takes longer over a message than everything else that is done to record it.
 */
public final class SearchWords {

    /** Of one text; nobody looks for the words behind them, and a {@code tsvector} must stay under a megabyte. */
    static final int MOST_WORDS = 10_000;

    /** Of the written form of one text's vector. */
    static final int MOST_CHARACTERS = 100_000;

    /** In bytes of its written form, well under the megabyte that PostgreSQL takes: then no more is added. */
    static final int FULL = 600_000;

    /** Longer runs of letters are no words. */
    static final int LONGEST_WORD = 60;

    /** The highest position that a {@code tsvector} knows. */
    private static final int LAST_POSITION = 16_383;

    private SearchWords() {}

    /** The words of the texts, with their places, in the written form of a {@code tsvector}. */
    static String vector(String... texts) {
        Map<String, StringJoiner> places = new LinkedHashMap<>();
        int place = 0;
        for (String text : texts) {
            int end = 0;
            for (int start = next(text, 0); start < text.length() && place < MOST_WORDS; start = next(text, end)) {
                end = endOf(text, start);
                place++;
                if (end - start <= LONGEST_WORD) {
                    places.computeIfAbsent(
                                    text.substring(start, end).toLowerCase(Locale.ROOT), word -> new StringJoiner(","))
                            .add(String.valueOf(Math.min(place, LAST_POSITION)));
                }
            }
        }
        StringBuilder vector = new StringBuilder();
        for (Map.Entry<String, StringJoiner> word : places.entrySet()) {
            if (vector.length() + word.getKey().length() + word.getValue().length() > MOST_CHARACTERS) {
                break;
            }
            vector.append('\'')
                    .append(word.getKey())
                    .append("':")
                    .append(word.getValue())
                    .append(' ');
        }
        return vector.toString();
    }

    /**
     * What somebody looks for, to be read by {@code websearch_to_tsquery}: words, phrases in quotation marks, and what is not
     * wanted behind a minus; every other sign parts words, as in {@link #vector}.
     */
    public static String query(String wanted) {
        StringBuilder query = new StringBuilder(wanted.length());
        for (int i = 0; i < wanted.length(); i++) {
            char sign = wanted.charAt(i);
            boolean excludes = sign == '-' && (i == 0 || wanted.charAt(i - 1) == ' ');
            query.append(
                    sign == '"' || excludes || Character.isLetterOrDigit(sign) ? Character.toLowerCase(sign) : ' ');
        }
        return query.toString();
    }

    private static int next(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int endOf(String text, int start) {
        int at = start;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
