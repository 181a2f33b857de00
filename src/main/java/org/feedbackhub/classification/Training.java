package org.feedbackhub.classification;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
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

    /** The class of what it is not known of; what a list answers of what is not in it. */
    private static final int UNKNOWN = -1;

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
    record Trained(Model model, HeldBack heldBack) {}

    /** How each example was judged by what was learnt from others. @param asked their places @param right those that were told */
    record Measured(BitSet asked, BitSet right) {

        /** From 0 to 1. */
        double accuracy() {
            return right.cardinality() / (double) asked.cardinality();
        }
    }

    /** How a model of these examples does on those of them that are held back while it learns, without a model of all. */
    record HeldBack(Measured kinds, Measured areas) {}

    HeldBack measure() {
        FeatureSpace space = space();
        Features[] full = features(space, false);
        return new HeldBack(kinds().measured(full, space.terms()), areas().measured(full, space.terms()));
    }

    Trained train(String version) {
        FeatureSpace space = space();
        Features[] full = features(space, false);
        Features[] quick = features(space, true);
        Calibrated fullKinds = kinds().calibrated(full, space.terms());
        Calibrated fullAreas = areas().calibrated(full, space.terms());
        Head quickKinds =
                new Head(kinds().learnt(quick, space.terms()), fullKinds.head().temperature());
        Head quickAreas =
                new Head(areas().learnt(quick, space.terms()), fullAreas.head().temperature());
        return new Trained(
                new Model(
                        version,
                        space,
                        areas,
                        quickKinds,
                        quickAreas,
                        fullKinds.head(),
                        fullAreas.head(),
                        flags(quick, space.terms())),
                new HeldBack(fullKinds.measured(), fullAreas.measured()));
    }

    /** Residents' own words are no part of what is stored with a model. */
    private FeatureSpace space() {
        int[] shown = IntStream.range(0, examples.size())
                .filter(i -> examples.get(i).quotable())
                .toArray();
        return FeatureSpace.learn(
                Arrays.stream(shown).mapToObj(readings::get).toList(),
                Arrays.stream(shown).mapToObj(vectors::get).toList(),
                rules,
                areas);
    }

    private Question kinds() {
        return question(one -> one.kind() == null ? UNKNOWN : one.kind().ordinal(), Kind.values().length);
    }

    private Question areas() {
        return question(one -> areas.indexOf(one.area()), areas.size());
    }

    /** Never of decisions: none of them is about harm, and many of them would speak against it (P11). */
    private Map<Flag, Head> flags(Features[] quick, int terms) {
        Map<Flag, Head> heads = new EnumMap<>(Flag.class);
        for (Flag flag : Flag.values()) {
            if (examples.stream().filter(one -> one.flags().contains(flag)).count() >= ENOUGH_FLAGGED) {
                Question raised =
                        question(one -> !one.quotable() ? UNKNOWN : one.flags().contains(flag) ? 1 : 0, 2);
                heads.put(flag, new Head(raised.learnt(quick, terms), 1));
            }
        }
        return heads;
    }

    private Question question(ToIntFunction<Example> label, int classes) {
        int[] labels = examples.stream().mapToInt(label).toArray();
        int[] places = IntStream.range(0, labels.length)
                .filter(i -> labels[i] != UNKNOWN)
                .toArray();
        return new Question(places, only(labels, places), classes);
    }

    private Features[] features(FeatureSpace space, boolean quick) {
        return IntStream.range(0, examples.size())
                .parallel()
                .mapToObj(i -> space.of(readings.get(i), quick ? SentenceReader.first(vectors.get(i)) : vectors.get(i)))
                .toArray(Features[]::new);
    }

    private static Features[] only(Features[] all, int[] places) {
        return Arrays.stream(places).mapToObj(i -> all[i]).toArray(Features[]::new);
    }

    private static int[] only(int[] all, int[] places) {
        return Arrays.stream(places).map(i -> all[i]).toArray();
    }

    /** A head that knows how sure it may be of itself. */
    private record Calibrated(Head head, Measured measured) {}

    /**
     * Something that a head tells of texts.
     *
     * @param places of the examples of which it is known
     * @param labels what it is, of each of them
     * @param classes how many there are
     */
    private final class Question {
        private final int[] places;
        private final int[] labels;
        private final int classes;
        private final int[] folds;

        Question(int[] places, int[] labels, int classes) {
            this.places = places;
            this.labels = labels;
            this.classes = classes;
            this.folds = Arrays.stream(places).map(Training.this::fold).toArray();
        }

        SoftmaxRegression learnt(Features[] all, int terms) {
            return SoftmaxRegression.train(only(all, places), labels, classes, terms, TRUST);
        }

        Calibrated calibrated(Features[] all, int terms) {
            double[][] unseen = unseen(all, terms);
            return new Calibrated(new Head(learnt(all, terms), Temperature.of(unseen, labels)), measured(unseen));
        }

        /** How likely each class is for each example, by what was learnt from the others. */
        double[][] unseen(Features[] all, int terms) {
            Features[] known = only(all, places);
            double[][] unseen = new double[known.length][];
            for (int fold = 0; fold < FOLDS; fold++) {
                int held = fold;
                int[] others = IntStream.range(0, known.length)
                        .filter(i -> folds[i] != held)
                        .toArray();
                SoftmaxRegression head =
                        SoftmaxRegression.train(only(known, others), only(labels, others), classes, terms, TRUST);
                IntStream.range(0, known.length)
                        .filter(i -> folds[i] == held)
                        .forEach(i -> unseen[i] = head.probabilities(known[i], 1));
            }
            return unseen;
        }

        Measured measured(Features[] all, int terms) {
            return measured(unseen(all, terms));
        }

        private Measured measured(double[][] unseen) {
            BitSet asked = new BitSet();
            BitSet right = new BitSet();
            for (int i = 0; i < places.length; i++) {
                asked.set(places[i]);
                right.set(places[i], Arrays.stream(unseen[i]).max().orElseThrow() == unseen[i][labels[i]]);
            }
            return new Measured(asked, right);
        }
    }

    /** By its words alone, so that an example is held back together with the same ones whatever else is learnt from. */
    private int fold(int place) {
        return Math.floorMod(examples.get(place).text().hashCode(), FOLDS);
    }
}
