package org.feedbackhub.classification;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;

/** Makes a model of examples. */
final class Training {

    /** How much examples count against the penalty on large weights: at 3 too timid, at 50 too sure of itself. */
    private static final double TRUST = 5;

    /** With fewer examples of a flag its rules alone raise it. */
    private static final int ENOUGH_FLAGGED = 20;

    /** Each part of the examples is judged once by what was learnt from the others. */
    private static final int FOLDS = 3;

    private final List<Example> examples;
    private final List<Reading> readings;
    private final List<float[]> vectors;
    private final List<String> rules;
    private final List<String> areas;

    /**
     * @param readings of the examples, in their order
     * @param vectors of both sentence models for each
     * @param rules ids of all rules that could fire
     * @param areas ids of all service areas of all councils
     */
    Training(
            List<Example> examples,
            List<Reading> readings,
            List<float[]> vectors,
            List<String> rules,
            List<String> areas) {
        this.examples = examples;
        this.readings = readings;
        this.vectors = vectors;
        this.rules = rules;
        this.areas = areas;
    }

    /** A model and how it did on examples that it had not seen. */
    record Trained(Model model, Measured kinds, Measured areas) {}

    /** @param accuracy on examples that were held back */
    record Measured(double accuracy) {}

    Trained train(String version) {
        // residents' own words are no part of what is stored with a model
        List<Integer> shown = IntStream.range(0, examples.size())
                .filter(i -> examples.get(i).quotable())
                .boxed()
                .toList();
        FeatureSpace space = FeatureSpace.learn(
                shown.stream().map(readings::get).toList(),
                shown.stream().map(vectors::get).toList(),
                rules,
                areas);
        Features[] full = features(space, false);
        Features[] quick = features(space, true);
        int[] kinds = examples.stream()
                .mapToInt(one -> one.kind() == null ? -1 : one.kind().ordinal())
                .toArray();
        int[] about =
                examples.stream().mapToInt(one -> areas.indexOf(one.area())).toArray();
        int[] told = known(kinds);
        int[] placed = known(about);
        int kindCount = Kind.values().length;
        Calibrated fullKinds = calibrated(only(full, told), only(kinds, told), kindCount, space.terms());
        Calibrated fullAreas = calibrated(only(full, placed), only(about, placed), areas.size(), space.terms());
        Calibrated quickKinds = calibrated(only(quick, told), only(kinds, told), kindCount, space.terms());
        Head quickAreas = new Head(
                SoftmaxRegression.train(only(quick, placed), only(about, placed), areas.size(), space.terms(), TRUST),
                fullAreas.head().temperature());
        return new Trained(
                new Model(
                        version,
                        space,
                        areas,
                        quickKinds.head(),
                        quickAreas,
                        fullKinds.head(),
                        fullAreas.head(),
                        flags(quick, space.terms())),
                new Measured(fullKinds.accuracy()),
                new Measured(fullAreas.accuracy()));
    }

    /** Only our own examples tell of flags: who decides on a feedback corrects its kind. */
    private Map<Flag, Head> flags(Features[] quick, int terms) {
        Map<Flag, Head> heads = new EnumMap<>(Flag.class);
        int[] flagged = IntStream.range(0, examples.size())
                .filter(i -> examples.get(i).quotable())
                .toArray();
        Features[] seen = only(quick, flagged);
        for (Flag flag : Flag.values()) {
            int[] labels = Arrays.stream(flagged)
                    .map(i -> examples.get(i).flags().contains(flag) ? 1 : 0)
                    .toArray();
            if (Arrays.stream(labels).sum() >= ENOUGH_FLAGGED) {
                heads.put(flag, new Head(SoftmaxRegression.train(seen, labels, 2, terms, TRUST), 1));
            }
        }
        return heads;
    }

    private Features[] features(FeatureSpace space, boolean quick) {
        return IntStream.range(0, examples.size())
                .parallel()
                .mapToObj(i -> space.of(readings.get(i), quick ? SentenceReader.first(vectors.get(i)) : vectors.get(i)))
                .toArray(Features[]::new);
    }

    private static int[] known(int[] labels) {
        return IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray();
    }

    private static Features[] only(Features[] all, int[] places) {
        return Arrays.stream(places).mapToObj(i -> all[i]).toArray(Features[]::new);
    }

    private static int[] only(int[] all, int[] places) {
        return Arrays.stream(places).map(i -> all[i]).toArray();
    }

    private record Calibrated(Head head, double accuracy) {}

    private static Calibrated calibrated(Features[] examples, int[] labels, int classes, int terms) {
        double[][] unseen = new double[examples.length][];
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            int[] learnt = IntStream.range(0, examples.length)
                    .filter(i -> i % FOLDS != held)
                    .toArray();
            SoftmaxRegression head =
                    SoftmaxRegression.train(only(examples, learnt), only(labels, learnt), classes, terms, TRUST);
            for (int i = held; i < examples.length; i += FOLDS) {
                unseen[i] = head.probabilities(examples[i], 1);
            }
        }
        return new Calibrated(
                new Head(
                        SoftmaxRegression.train(examples, labels, classes, terms, TRUST),
                        Temperature.of(unseen, labels)),
                accuracy(unseen, labels));
    }

    private static double accuracy(double[][] probabilities, int[] labels) {
        return IntStream.range(0, labels.length)
                        .filter(i -> Arrays.stream(probabilities[i]).max().orElseThrow() == probabilities[i][labels[i]])
                        .count()
                / (double) labels.length;
    }
}
