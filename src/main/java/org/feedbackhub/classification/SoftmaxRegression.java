package org.feedbackhub.classification;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Multinomial logistic regression: how likely each class is for a text. Its weights are those at which the examples are likeliest,
 * less a penalty on large ones, so that words seen once do not decide. They stand in the order: for each term those of all classes,
 * for each class those of the sentence vectors, and what each class has beforehand.
 */
final class SoftmaxRegression {

    /** The sums are formed in this many parts, whatever the machine has: so that the same examples give the same model. */
    private static final int PARTS = 8;

    private static final int MOST_STEPS = 150;

    /** Ends when the penalised loss of all examples has fallen by less than this part of it in the last few steps. */
    private static final double GOOD_ENOUGH = 5e-3;

    private final int classes;
    private final int terms;
    private final float[] weights;

    private SoftmaxRegression(int classes, int terms, float[] weights) {
        this.classes = classes;
        this.terms = terms;
        this.weights = weights;
    }

    /**
     * Learns from examples. A class with few of them counts as much as one with many.
     *
     * @param examples what is seen of each
     * @param labels the class of each, from 0
     * @param classes how many there are
     * @param terms how many the feature space has
     * @param trust how much the examples count against the penalty, as {@code C} in the literature
     */
    static SoftmaxRegression train(Features[] examples, int[] labels, int classes, int terms, double trust) {
        int sentence = examples[0].sentence().length;
        double[] importance = importance(labels, classes, trust);
        float[] weights = LimitedMemoryDescent.minimise(
                (terms + sentence + 1) * classes,
                (at, slope) -> {
                    SoftmaxRegression now = new SoftmaxRegression(classes, terms, at);
                    return now.loss(examples, labels, importance, slope);
                },
                MOST_STEPS,
                GOOD_ENOUGH);
        return new SoftmaxRegression(classes, terms, weights);
    }

    private static double[] importance(int[] labels, int classes, double trust) {
        int[] counts = new int[classes];
        Arrays.stream(labels).forEach(label -> counts[label]++);
        return Arrays.stream(counts)
                .mapToDouble(count -> count == 0 ? 0 : trust * labels.length / (classes * (double) count))
                .toArray();
    }

    private double loss(Features[] examples, int[] labels, double[] importance, float[] slope) {
        float[][] slopes = new float[PARTS][];
        double[] losses = new double[PARTS];
        IntStream.range(0, PARTS).parallel().forEach(part -> {
            float[] own = new float[weights.length];
            double[] probabilities = new double[classes];
            for (int i = part; i < examples.length; i += PARTS) {
                scores(examples[i], probabilities);
                softmax(probabilities, 1);
                int label = labels[i];
                losses[part] -= importance[label] * Math.log(Math.max(probabilities[label], Double.MIN_NORMAL));
                probabilities[label] -= 1;
                add(examples[i], probabilities, importance[label], own);
            }
            slopes[part] = own;
        });
        double loss = Arrays.stream(losses).sum();
        int biases = weights.length - classes;
        for (int i = 0; i < weights.length; i++) {
            float penalised = i < biases ? weights[i] : 0;
            loss += 0.5 * penalised * penalised;
            float sum = penalised;
            for (float[] one : slopes) {
                sum += one[i];
            }
            slope[i] = sum;
        }
        return loss;
    }

    private void add(Features example, double[] errors, double importance, float[] slope) {
        float[] error = new float[classes];
        for (int k = 0; k < classes; k++) {
            error[k] = (float) (errors[k] * importance);
        }
        for (int i = 0; i < example.terms().length; i++) {
            int at = example.terms()[i] * classes;
            float value = example.weights()[i];
            for (int k = 0; k < classes; k++) {
                slope[at + k] += value * error[k];
            }
        }
        float[] sentence = example.sentence();
        for (int k = 0; k < classes; k++) {
            int at = terms * classes + k * sentence.length;
            float times = error[k];
            for (int i = 0; i < sentence.length; i++) {
                slope[at + i] += times * sentence[i];
            }
            slope[weights.length - classes + k] += times;
        }
    }

    /**
     * How likely each class is.
     *
     * @param temperature above 1 makes the model less sure of itself, below 1 more
     */
    double[] probabilities(Features text, double temperature) {
        double[] probabilities = new double[classes];
        scores(text, probabilities);
        softmax(probabilities, temperature);
        return probabilities;
    }

    private void scores(Features text, double[] scores) {
        float[] sums = Arrays.copyOfRange(weights, weights.length - classes, weights.length);
        for (int i = 0; i < text.terms().length; i++) {
            int at = text.terms()[i] * classes;
            float value = text.weights()[i];
            for (int k = 0; k < classes; k++) {
                sums[k] += value * weights[at + k];
            }
        }
        float[] sentence = text.sentence();
        for (int k = 0; k < classes; k++) {
            scores[k] = sums[k] + Vectors.dot(sentence, weights, terms * classes + k * sentence.length);
        }
    }

    private static void softmax(double[] scores, double temperature) {
        double most = Arrays.stream(scores).max().orElseThrow();
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.exp((scores[k] - most) / temperature);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(classes);
        out.writeInt(terms);
        Floats.write(out, weights);
    }

    static SoftmaxRegression read(DataInput in) throws IOException {
        return new SoftmaxRegression(in.readInt(), in.readInt(), Floats.read(in));
    }
}
