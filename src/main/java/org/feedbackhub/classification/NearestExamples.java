package org.feedbackhub.classification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Finds the examples that are nearest to a text, to show a person why it was taken for what it was. */
final class NearestExamples {

    /** What is further off explains nothing. */
    private static final double NEAR = 0.65;

    private static final int SHOWN = 2;

    private final List<Example> examples = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();

    /** @param vectors of each, that of the first sentence model first */
    NearestExamples(List<Example> examples, List<float[]> vectors) {
        for (int i = 0; i < examples.size(); i++) {
            if (examples.get(i).quotable() && examples.get(i).kind() != null) {
                this.examples.add(examples.get(i));
                this.vectors.add(SentenceReader.first(vectors.get(i)));
            }
        }
    }

    /** An example and how near it is, from 0 to 1. */
    record Near(Example example, double nearness) {}

    /** The nearest, first of all; those that are near at all. */
    List<Near> to(float[] vector) {
        PriorityQueue<Near> nearest = new PriorityQueue<>(Comparator.comparingDouble(Near::nearness));
        for (int i = 0; i < vectors.size(); i++) {
            double nearness = Vectors.dot(vector, vectors.get(i));
            if (nearness >= NEAR
                    && (nearest.size() < SHOWN || nearness > nearest.element().nearness())) {
                nearest.add(new Near(examples.get(i), nearness));
                if (nearest.size() > SHOWN) {
                    nearest.remove();
                }
            }
        }
        return nearest.stream()
                .sorted(Comparator.comparingDouble(Near::nearness).reversed())
                .toList();
    }
}
