package org.feedbackhub.classification;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A vocabulary of terms, and how telling each is: the fewer texts have it, the more. What is not in it is not seen.
 *
 * @see <a href="https://nlp.stanford.edu/IR-book/html/htmledition/tf-idf-weighting-1.html">tf-idf</a>
 */
final class Terms {

    /** How a text is cut into terms. */
    enum Cut {
        /** Its words and each two of them that follow one another. */
        WORDS {
            @Override
            void each(String text, Consumer<String> terms) {
                String[] before = {null};
                words(text, (start, end) -> {
                    String word = text.substring(start, end);
                    terms.accept(word);
                    if (before[0] != null) {
                        terms.accept(before[0] + ' ' + word);
                    }
                    before[0] = word;
                });
            }
        },
        /** Each few letters of its words, which survive a wrong letter elsewhere in the word. */
        LETTERS {
            @Override
            void each(String text, Consumer<String> terms) {
                words(text, (start, end) -> {
                    String word = ' ' + text.substring(start, end) + ' ';
                    for (int i = 0; i + LETTERS_TOGETHER <= word.length(); i++) {
                        terms.accept(word.substring(i, i + LETTERS_TOGETHER));
                    }
                });
            }
        };

        /** Hands over each term of the text, as often as it has it. */
        abstract void each(String text, Consumer<String> terms);
    }

    private static final int LETTERS_TOGETHER = 4;

    private final Cut cut;
    private final Map<String, Integer> places;
    private final float[] tellings;

    private Terms(Cut cut, List<String> terms, float[] tellings) {
        this.cut = cut;
        this.places = new HashMap<>(2 * terms.size());
        this.tellings = tellings;
        for (int i = 0; i < terms.size(); i++) {
            places.put(terms.get(i), i);
        }
    }

    /** The terms that at least so many of the texts have. */
    static Terms learn(Cut cut, Collection<String> texts, int least) {
        Map<String, Integer> counts = new HashMap<>();
        for (String text : texts) {
            new HashSet<>(all(cut, text)).forEach(term -> counts.merge(term, 1, Integer::sum));
        }
        counts.values().removeIf(count -> count < least);
        List<String> terms = List.copyOf(new TreeSet<>(counts.keySet()));
        float[] tellings = new float[terms.size()];
        for (int i = 0; i < tellings.length; i++) {
            tellings[i] = (float) (1 + Math.log((1.0 + texts.size()) / (1 + counts.get(terms.get(i)))));
        }
        return new Terms(cut, terms, tellings);
    }

    private static List<String> all(Cut cut, String text) {
        List<String> all = new ArrayList<>();
        cut.each(digitless(text), all::add);
        return all;
    }

    int size() {
        return tellings.length;
    }

    /** What the text has of them. @param first the place of the first term, counted from those of others */
    Features of(String text, int first) {
        Map<Integer, Integer> counts = new HashMap<>();
        cut.each(digitless(text), term -> {
            Integer place = places.get(term);
            if (place != null) {
                counts.merge(place, 1, Integer::sum);
            }
        });
        int[] found =
                counts.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        float[] weights = new float[found.length];
        for (int i = 0; i < found.length; i++) {
            weights[i] = (float) (1 + Math.log(counts.get(found[i]))) * tellings[found[i]];
        }
        Vectors.normalised(weights);
        return new Features(Arrays.stream(found).map(place -> place + first).toArray(), weights, new float[0]);
    }

    /** House numbers, amounts and dates tell nothing; that there is one may. */
    private static String digitless(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            plain.append(Character.isDigit(sign) ? '0' : sign);
        }
        return plain.toString();
    }

    private interface Found {
        void word(int start, int end);
    }

    private static void words(String text, Found found) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '\'');
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                found.word(start, i);
                start = -1;
            }
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(cut.name());
        out.writeInt(tellings.length);
        String[] terms = new String[tellings.length];
        places.forEach((term, place) -> terms[place] = term);
        for (String term : terms) {
            out.writeUTF(term);
        }
        Floats.write(out, tellings);
    }

    static Terms read(DataInput in) throws IOException {
        Cut cut = Cut.valueOf(in.readUTF());
        String[] terms = new String[in.readInt()];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = in.readUTF();
        }
        return new Terms(cut, List.of(terms), Floats.read(in));
    }
}
