package org.feedbackhub.classification;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Judgement;
import org.feedbackhub.feedback.Judgement.Likely;
import org.feedbackhub.feedback.Kind;

/**
 * What was learnt from examples: how likely each kind and each service area is for a text, and whether it tells of harm. Where
 * the first sentence model leaves no doubt, the second is not asked, which takes half the time.
 *
 * @param version by which feedback names the model that judged it
 * @param space what it looks at
 * @param areas ids of the service areas that it tells apart
 * @param quickKinds by the first sentence model
 * @param quickAreas by the first sentence model
 * @param kinds by both
 * @param areaHead by both
 * @param flags by the first sentence model: how likely each flag is that there are enough examples of
 */
record Model(
        String version,
        FeatureSpace space,
        List<String> areas,
        Head quickKinds,
        Head quickAreas,
        Head kinds,
        Head areaHead,
        Map<Flag, Head> flags) {

    /** From here on the first sentence model's word is enough for the kind. */
    static final double NO_DOUBT_OF_KIND = 0.93;

    /** And for the area. */
    static final double NO_DOUBT_OF_AREA = 0.8;

    /** Where a flag's head says yes. */
    private static final int YES = 1;

    /** What is less likely is not told. */
    static final double LEAST_LIKELY = 0.01;

    private static final double ROUNDED = 1000;

    /**
     * What it made of a text.
     *
     * @param flags how likely each is, from 0 to 1
     * @param vector of the first sentence model, by which near examples are found
     */
    record Opinion(Judgement judgement, Map<Flag, Double> flags, float[] vector) {}

    /**
     * Judges a text.
     *
     * @param covering the council's service areas, by the id of each area that they cover; what none covers is somebody else's
     */
    Opinion judge(Reading text, SentenceReader sentences, Map<String, String> covering) {
        int[] pieces = sentences.pieces(text.plain().cased());
        float[] first = sentences.first(pieces);
        Features quick = space.of(text, first);
        double[] kind = quickKinds.probabilities(quick);
        double[] area = quickAreas.probabilities(quick);
        if (most(kind) < NO_DOUBT_OF_KIND || most(area) < NO_DOUBT_OF_AREA) {
            Features full = space.of(text, sentences.both(first, pieces));
            kind = kinds.probabilities(full);
            area = areaHead.probabilities(full);
        }
        return new Opinion(
                new Judgement(version, likelyKinds(kind), likelyAreas(area, covering)), likelyFlags(quick), first);
    }

    /** How likely words tell of harm, without what rules say of them. */
    double harm(PlainText words, SentenceReader sentences) {
        Reading reading = new Reading(words, Set.of(), Map.of());
        return likely(Flag.SAFEGUARDING, space.of(reading, sentences.first(sentences.pieces(words.cased()))));
    }

    private double likely(Flag flag, Features text) {
        Head head = flags.get(flag);
        return head == null ? 0 : head.probabilities(text)[YES];
    }

    private Map<Flag, Double> likelyFlags(Features text) {
        Map<Flag, Double> likely = new EnumMap<>(Flag.class);
        flags.keySet().forEach(flag -> likely.put(flag, likely(flag, text)));
        return likely;
    }

    private static double most(double[] probabilities) {
        return Arrays.stream(probabilities).max().orElse(0);
    }

    private static List<Likely> likelyKinds(double[] probabilities) {
        Map<String, Double> kinds = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            kinds.put(kind.id(), probabilities[kind.ordinal()]);
        }
        return likeliest(kinds);
    }

    private List<Likely> likelyAreas(double[] probabilities, Map<String, String> covering) {
        Map<String, Double> own = new LinkedHashMap<>();
        for (int i = 0; i < probabilities.length; i++) {
            String area = covering.get(areas.get(i));
            if (area != null) {
                own.merge(area, probabilities[i], Double::sum);
            }
        }
        return likeliest(own);
    }

    private static List<Likely> likeliest(Map<String, Double> probabilities) {
        List<Likely> likely = new ArrayList<>();
        probabilities.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .filter(one -> one.getValue() >= LEAST_LIKELY)
                .forEach(one -> likely.add(new Likely(one.getKey(), Math.round(one.getValue() * ROUNDED) / ROUNDED)));
        return likely;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(version);
        space.write(out);
        out.writeInt(areas.size());
        for (String area : areas) {
            out.writeUTF(area);
        }
        for (Head head : List.of(quickKinds, quickAreas, kinds, areaHead)) {
            head.write(out);
        }
        out.writeInt(flags.size());
        for (Map.Entry<Flag, Head> flag : flags.entrySet()) {
            out.writeUTF(flag.getKey().name());
            flag.getValue().write(out);
        }
    }

    static Model read(DataInput in) throws IOException {
        String version = in.readUTF();
        FeatureSpace space = FeatureSpace.read(in);
        String[] areas = new String[in.readInt()];
        for (int i = 0; i < areas.length; i++) {
            areas[i] = in.readUTF();
        }
        return new Model(
                version,
                space,
                List.of(areas),
                Head.read(in),
                Head.read(in),
                Head.read(in),
                Head.read(in),
                readFlags(in));
    }

    private static Map<Flag, Head> readFlags(DataInput in) throws IOException {
        Map<Flag, Head> flags = new EnumMap<>(Flag.class);
        for (int left = in.readInt(); left > 0; left--) {
            flags.put(Flag.valueOf(in.readUTF()), Head.read(in));
        }
        return flags;
    }
}
