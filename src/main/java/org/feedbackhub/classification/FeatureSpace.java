package org.feedbackhub.classification;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the models look at: the words and letters of a text, the rules that fired on it, the words of service areas in it, and its
 * sentence vectors. Each of them is brought to about the same size, so that none drowns the others.
 */
final class FeatureSpace {

    /** Terms that fewer examples have tell of their writer only. */
    private static final int LEAST_WORDS = 3;

    private static final int LEAST_LETTERS = 12;

    /** Beside the text's terms, which together are of length one. */
    private static final float RULE = 0.5f;

    private static final float AREA_WORD = 0.5f;

    /** More of an area's words than these tell nothing more. */
    private static final double MOST_AREA_WORDS = 4;

    private final Terms words;
    private final Terms letters;
    private final List<String> marks;
    private final Map<String, Integer> places = new HashMap<>();
    private final float[] mean;
    private final float[] scale;

    private FeatureSpace(Terms words, Terms letters, List<String> marks, float[] mean, float[] scale) {
        this.words = words;
        this.letters = letters;
        this.marks = marks;
        this.mean = mean;
        this.scale = scale;
        for (int i = 0; i < marks.size(); i++) {
            places.put(marks.get(i), words.size() + letters.size() + i);
        }
    }

    /**
     * Learns from the examples which terms there are and where sentence vectors lie.
     *
     * @param vectors of the examples: those of all sentence models, one after the other
     * @param rules the ids of all that could fire
     * @param areas the ids of all service areas
     */
    static FeatureSpace learn(List<Reading> examples, List<float[]> vectors, List<String> rules, List<String> areas) {
        List<String> texts = examples.stream().map(one -> one.plain().text()).toList();
        List<String> marks = new ArrayList<>();
        rules.forEach(rule -> marks.add(rule(rule)));
        areas.forEach(area -> marks.add(area(area)));
        float[] mean = new float[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        }
        return new FeatureSpace(
                Terms.learn(Terms.Cut.WORDS, texts, LEAST_WORDS),
                Terms.learn(Terms.Cut.LETTERS, texts, LEAST_LETTERS),
                marks,
                mean,
                scale(vectors, mean));
    }

    /** By which each sentence model's vectors are of length one on average, once their mean is taken off. */
    private static float[] scale(List<float[]> vectors, float[] mean) {
        float[] scale = new float[mean.length / SentenceModel.SIZE];
        for (int model = 0; model < scale.length; model++) {
            double squares = 0;
            for (float[] vector : vectors) {
                for (int i = model * SentenceModel.SIZE; i < (model + 1) * SentenceModel.SIZE; i++) {
                    squares += (vector[i] - mean[i]) * (vector[i] - mean[i]);
                }
            }
            scale[model] = (float) (1 / Math.sqrt(squares / vectors.size()));
        }
        return scale;
    }

    private static String rule(String id) {
        return "rule " + id;
    }

    private static String area(String id) {
        return "area " + id;
    }

    /** How many terms there are in all. */
    int terms() {
        return words.size() + letters.size() + marks.size();
    }

    /** What is seen of a text. @param vectors those of the first sentence model, or of all, one after the other */
    Features of(Reading text, float[] vectors) {
        Features ofWords = words.of(text.plain().text(), 0);
        Features ofLetters = letters.of(text.plain().text(), words.size());
        Map<Integer, Float> marked = new HashMap<>();
        text.rules().forEach(id -> mark(marked, rule(id), RULE));
        text.areas()
                .forEach((id, much) ->
                        mark(marked, area(id), AREA_WORD * (float) Math.sqrt(Math.min(MOST_AREA_WORDS, much))));
        int[] places =
                marked.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        float[] weights = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            weights[i] = marked.get(places[i]);
        }
        return new Features(
                joined(ofWords.terms(), ofLetters.terms(), places),
                joined(ofWords.weights(), ofLetters.weights(), weights),
                levelled(vectors));
    }

    private void mark(Map<Integer, Float> marked, String mark, float weight) {
        Integer place = places.get(mark);
        if (place != null) {
            marked.put(place, weight);
        }
    }

    private float[] levelled(float[] vectors) {
        float[] levelled = new float[vectors.length];
        for (int i = 0; i < levelled.length; i++) {
            levelled[i] = (vectors[i] - mean[i]) * scale[i / SentenceModel.SIZE];
        }
        return levelled;
    }

    private static int[] joined(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    private static float[] joined(float[]... parts) {
        float[] joined =
                new float[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    void write(DataOutput out) throws IOException {
        words.write(out);
        letters.write(out);
        out.writeInt(marks.size());
        for (String mark : marks) {
            out.writeUTF(mark);
        }
        Floats.write(out, mean);
        Floats.write(out, scale);
    }

    static FeatureSpace read(DataInput in) throws IOException {
        Terms words = Terms.read(in);
        Terms letters = Terms.read(in);
        List<String> marks = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            marks.add(in.readUTF());
        }
        return new FeatureSpace(words, letters, marks, Floats.read(in), Floats.read(in));
    }
}
