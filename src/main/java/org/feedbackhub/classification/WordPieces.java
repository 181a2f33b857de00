package org.feedbackhub.classification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts a text into the word pieces of BERT's uncased vocabulary: lower case, without accents, punctuation for itself, and of each
 * word the longest beginning that the vocabulary has, then the longest continuation.
 *
 * @see <a href="https://arxiv.org/abs/1810.04805">BERT, section 3</a>
 */
final class WordPieces {

    /** Longer words are no words. */
    private static final int LONGEST_WORD = 100;

    /** How continuations are written in the vocabulary. */
    private static final String CONTINUES = "##";

    private final Map<String, Integer> words = new HashMap<>();
    private final Map<String, Integer> continuations = new HashMap<>();
    private final int unknown;
    private final int begin;
    private final int end;

    private WordPieces(Map<String, Integer> vocabulary) {
        vocabulary.forEach((piece, id) -> {
            if (piece.startsWith(CONTINUES)) {
                continuations.put(piece.substring(CONTINUES.length()), id);
            } else {
                words.put(piece, id);
            }
        });
        this.unknown = vocabulary.get("[UNK]");
        this.begin = vocabulary.get("[CLS]");
        this.end = vocabulary.get("[SEP]");
    }

    /** Reads the vocabulary from a tokenizer's file, which is on the class path beside its model. */
    static WordPieces read(String resource) {
        try (InputStream in = WordPieces.class.getResourceAsStream(resource);
                JsonParser json = new JsonFactory().createParser(in)) {
            Map<String, Integer> vocabulary = new HashMap<>();
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("vocab")) {
                    json.nextToken();
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        vocabulary.put(json.currentName(), json.nextIntValue(0));
                    }
                    return new WordPieces(vocabulary);
                }
            }
            throw new IllegalStateException(resource + " holds no vocabulary");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With which every piece of text begins. */
    int begin() {
        return begin;
    }

    /** With which every piece of text ends. */
    int end() {
        return end;
    }

    /** The numbers of the text's pieces, without a beginning and an end. */
    int[] of(String text) {
        String plain = plain(text);
        int[] pieces = new int[plain.length() / 3 + 8];
        int count = 0;
        int at = 0;
        while (at < plain.length()) {
            int sign = plain.codePointAt(at);
            int next = at + Character.charCount(sign);
            if (Character.isWhitespace(sign)) {
                at = next;
                continue;
            }
            if (!standsAlone(sign)) {
                while (next < plain.length()
                        && !Character.isWhitespace(plain.codePointAt(next))
                        && !standsAlone(plain.codePointAt(next))) {
                    next += Character.charCount(plain.codePointAt(next));
                }
            }
            if (count + next - at > pieces.length) {
                pieces = Arrays.copyOf(pieces, 2 * pieces.length + next - at);
            }
            count = cut(plain, at, next, pieces, count);
            at = next;
        }
        return Arrays.copyOf(pieces, count);
    }

    private int cut(String text, int start, int end, int[] pieces, int before) {
        if (end - start > LONGEST_WORD) {
            pieces[before] = unknown;
            return before + 1;
        }
        int count = before;
        int at = start;
        while (at < end) {
            Map<String, Integer> vocabulary = at == start ? words : continuations;
            Integer piece = null;
            int until = end;
            for (; until > at; until--) {
                piece = vocabulary.get(text.substring(at, until));
                if (piece != null) {
                    break;
                }
            }
            if (piece == null) {
                pieces[before] = unknown;
                return before + 1;
            }
            pieces[count++] = piece;
            at = until;
        }
        return count;
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        boolean accents = false;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (Character.isWhitespace(sign) || sign == '\u00a0') {
                plain.append(' ');
            } else if (sign != 0
                    && sign != '\ufffd'
                    && !Character.isISOControl(sign)
                    && Character.getType(sign) != Character.FORMAT) {
                plain.append(sign);
                accents |= sign >= '\u00c0';
            }
        }
        String lower = plain.toString().toLowerCase(Locale.ROOT);
        return accents ? withoutAccents(lower) : lower;
    }

    private static String withoutAccents(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(apart.length());
        apart.chars()
                .filter(sign -> Character.getType(sign) != Character.NON_SPACING_MARK)
                .forEach(sign -> plain.append((char) sign));
        return plain.toString();
    }

    /** Punctuation, symbols of ASCII, and the signs of scripts that put no blanks between words. */
    private static boolean standsAlone(int sign) {
        if (sign < 128) {
            return sign > ' ' && !Character.isLetterOrDigit(sign);
        }
        return switch (Character.getType(sign)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> Character.isIdeographic(sign);
        };
    }
}
