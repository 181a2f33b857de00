package org.feedbackhub.classification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Judgement;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Submission;
import org.jspecify.annotations.Nullable;

/** How well messages are understood of which it is known what they are. */
public final class Measurement {

    private static final int BINS = 10;
    private static final double NANOS = 1e6;
    private static final double[] KEPT = {1, 0.9, 0.8, 0.7, 0.5};

    private final String name;
    private final List<Judged> judged = new ArrayList<>();

    private Measurement(String name) {
        this.name = name;
    }

    /**
     * A message of which it is known what it is.
     *
     * @param also the kinds that it holds besides, or null where that is not known
     * @param area its service area, or null where that is not known
     * @param flags that it holds, or null where that is not known
     */
    public record Message(
            CouncilId council,
            String text,
            Kind kind,
            @Nullable Set<Kind> also,
            @Nullable String area,
            @Nullable Set<Flag> flags) {

        private boolean holds(Kind one) {
            return one == kind || also != null && also.contains(one);
        }
    }

    private record Judged(Message message, Classification as, double millis) {
        boolean right() {
            return as.kind() == message.kind();
        }

        boolean amongTwo() {
            Judgement judgement = as.judgement();
            return right()
                    || judgement != null
                            && judgement.kinds().stream().limit(2).anyMatch(one -> one.id()
                                    .equals(message.kind().id()));
        }

        boolean areaRight() {
            return as.serviceArea() != null && as.serviceArea().id().equals(message.area());
        }
    }

    /** Has each message judged, one after the other. */
    public static Measurement of(String name, List<Message> messages, Classifier classifier) {
        Measurement measurement = new Measurement(name);
        for (Message message : messages) {
            long start = System.nanoTime();
            Classification as =
                    classifier.classify(Submission.ofText(message.council(), Channel.EMAIL, message.text()));
            measurement.judged.add(new Judged(message, as, (System.nanoTime() - start) / NANOS));
        }
        return measurement;
    }

    /** Share of messages whose kind was told rightly. */
    public double accuracy() {
        return share(judged.stream().filter(Judged::right).count(), judged.size());
    }

    /** The same of those that were not left to a person. */
    public double accuracyOfSure() {
        return share(
                judged.stream()
                        .filter(one -> one.right() && !one.as().forReview())
                        .count(),
                sure());
    }

    /** Share of messages that were not left to a person. */
    public double kept() {
        return share(sure(), judged.size());
    }

    private long sure() {
        return judged.stream().filter(one -> !one.as().forReview()).count();
    }

    /** Share of messages whose kind was first or second. */
    public double topTwo() {
        return share(judged.stream().filter(Judged::amongTwo).count(), judged.size());
    }

    /** The mean over the kinds that the messages have of their F1. */
    public double macroF1() {
        Set<Kind> kinds = new TreeSet<>();
        judged.forEach(one -> kinds.add(one.message().kind()));
        return kinds.stream().mapToDouble(this::f1).average().orElse(0);
    }

    private double f1(Kind kind) {
        long found = judged.stream()
                .filter(one -> one.right() && one.as().kind() == kind)
                .count();
        long told = judged.stream().filter(one -> one.as().kind() == kind).count();
        long there = judged.stream().filter(one -> one.message().kind() == kind).count();
        return share(2 * found, told + there);
    }

    /** Of the messages whose service area is known, the share for which it was told. */
    public double areasRight() {
        return share(
                judged.stream()
                        .filter(one -> one.message().area() != null && one.areaRight())
                        .count(),
                judged.stream().filter(one -> one.message().area() != null).count());
    }

    /** Share of the messages with the flag that were flagged. */
    public double recall(Flag flag) {
        return share(flagged(flag, true), holding(flag, true));
    }

    /** Share of the messages without the flag that were flagged all the same. */
    public double falselyFlagged(Flag flag) {
        return share(flagged(flag, false), holding(flag, false));
    }

    private long flagged(Flag flag, boolean rightly) {
        return judged.stream()
                .filter(one -> one.message().flags() != null
                        && one.message().flags().contains(flag) == rightly
                        && one.as().flags().contains(flag))
                .count();
    }

    private long holding(Flag flag, boolean there) {
        return judged.stream()
                .filter(one ->
                        one.message().flags() != null && one.message().flags().contains(flag) == there)
                .count();
    }

    /** How far confidence and accuracy are apart, over tenths of confidence: the expected calibration error. */
    public double calibrationError() {
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            int own = bin;
            List<Judged> in = judged.stream()
                    .filter(one -> Math.min(BINS - 1, (int) (one.as().confidence() * BINS)) == own)
                    .toList();
            double confidence = in.stream()
                    .mapToDouble(one -> one.as().confidence())
                    .average()
                    .orElse(0);
            double right = share(in.stream().filter(Judged::right).count(), in.size());
            error += Math.abs(confidence - right) * share(in.size(), judged.size());
        }
        return error;
    }

    /** Milliseconds that a message took, in the middle of all. */
    public double medianMillis() {
        List<Double> millis = judged.stream().map(Judged::millis).sorted().toList();
        return millis.isEmpty() ? 0 : millis.get(millis.size() / 2);
    }

    /** All in one line. */
    public String line() {
        return words(
                "%s: %d messages, kind %.3f, macro-F1 %.3f, first two %.3f, kept %.3f with %.3f right, calibration error %.3f,"
                        + " area %.3f, %.1f ms",
                name,
                judged.size(),
                accuracy(),
                macroF1(),
                topTwo(),
                kept(),
                accuracyOfSure(),
                calibrationError(),
                areasRight(),
                medianMillis());
    }

    /** All in Markdown, without a word of the messages. */
    public String markdown() {
        StringBuilder page = new StringBuilder("## " + name + "\n\n" + line() + "\n\n");
        page.append("| share kept, the surest first | accuracy |\n|---|---|\n");
        List<Judged> surest = judged.stream()
                .sorted(Comparator.comparingDouble((Judged one) -> one.as().confidence())
                        .reversed())
                .toList();
        for (double share : KEPT) {
            List<Judged> kept = surest.subList(0, (int) Math.round(share * surest.size()));
            page.append(words(
                    "| %.2f | %.3f |%n",
                    share, share(kept.stream().filter(Judged::right).count(), kept.size())));
        }
        page.append("\n| it is | taken for | times |\n|---|---|---|\n");
        Map<String, Integer> confusion = new TreeMap<>();
        judged.stream()
                .filter(one -> !one.right())
                .forEach(one -> confusion.merge(
                        one.message().kind().id() + " | " + one.as().kind().id(), 1, Integer::sum));
        confusion.forEach((pair, times) -> page.append("| " + pair + " | " + times + " |\n"));
        return page.append(mixed()).append(flags()).append('\n').toString();
    }

    /** How often the first two kinds that were told are both there in messages that hold several, and how often a second in others. */
    private String mixed() {
        List<Judged> known =
                judged.stream().filter(one -> one.message().also() != null).toList();
        List<Judged> mixed = known.stream()
                .filter(one -> !Objects.requireNonNull(one.message().also()).isEmpty())
                .toList();
        if (mixed.isEmpty()) {
            return "";
        }
        long both = mixed.stream()
                .filter(one -> one.as().kinds().size() > 1
                        && one.as().kinds().stream().limit(2).allMatch(one.message()::holds))
                .count();
        long several = known.stream()
                .filter(one -> Objects.requireNonNull(one.message().also()).isEmpty()
                        && one.as().kinds().size() > 1)
                .count();
        return words(
                "%nOf %d messages of several kinds two of them were told for %d; of %d of one kind a second was told for %d.%n",
                mixed.size(), both, known.size() - mixed.size(), several);
    }

    private String flags() {
        Map<Flag, String> lines = new EnumMap<>(Flag.class);
        for (Flag flag : Flag.values()) {
            if (holding(flag, true) > 0) {
                lines.put(
                        flag,
                        words(
                                "| %s | %d of %d | %d of %d |%n",
                                flag.id(),
                                flagged(flag, true),
                                holding(flag, true),
                                flagged(flag, false),
                                holding(flag, false)));
            }
        }
        return lines.isEmpty() ? "" : "\n| flag | found | false |\n|---|---|---|\n" + String.join("", lines.values());
    }

    /** The messages that were taken for something else, in a line each, with the kinds. */
    public List<String> wrong() {
        return judged.stream()
                .filter(one -> !one.right())
                .map(one -> words(
                        "%s taken for %s (%.2f): %s",
                        one.message().kind().id(),
                        one.as().kind().id(),
                        one.as().confidence(),
                        Objects.requireNonNull(one.message().text()).replaceAll("\\s+", " ")))
                .toList();
    }

    private static double share(long some, long all) {
        return all == 0 ? 0 : some / (double) all;
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
