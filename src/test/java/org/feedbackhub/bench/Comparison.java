package org.feedbackhub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Two ways of doing the same, taken alternately in one run: machines differ and swing, so only the ratio of the medians
 * means something. Each comparison is a row of {@code target/bench/report.md}.
 */
public final class Comparison {

    /** Below it, what stands behind the point tells something. */
    private static final int FEW = 20;

    private static final Path FOLDER = Path.of("target", "bench");

    private final String part;
    private final String what;
    private final int rounds;

    /**
     * @param part of the report to which the row belongs
     * @param what is compared, with its size
     * @param rounds how often each of the two is taken
     */
    public Comparison(String part, String what, int rounds) {
        this.part = part;
        this.what = what;
        this.rounds = rounds;
    }

    /** Does it once and tells how much was done in a second. */
    public interface Way {
        double perSecond() throws Exception;
    }

    /**
     * Takes both ways in turn, each after the other, so that what the machine does besides meets both. Where there are
     * several rounds, one of each goes before them uncounted: a server is not judged by its first seconds.
     *
     * @return the hub's median over the other's
     */
    public double ratio(String hubName, Way hub, String otherName, Way other) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        if (rounds > 1) {
            other.perSecond();
            hub.perSecond();
        }
        for (int round = 0; round < rounds; round++) {
            theirs.add(other.perSecond());
            ours.add(hub.perSecond());
        }
        double ratio = median(ours) / median(theirs);
        write(hubName, ours, otherName, theirs, ratio);
        return ratio;
    }

    private void write(String hubName, List<Double> ours, String otherName, List<Double> theirs, double ratio)
            throws IOException {
        Files.createDirectories(FOLDER);
        String row = String.format(
                Locale.ROOT,
                "## %s%n%n| %s | median a second | of %d rounds |%n|---|---|---|%n| %s | %s | %s |%n| %s | %s | %s |%n| **ratio** | **%.2f** | |%n%n",
                part,
                what,
                rounds,
                hubName,
                number(median(ours)),
                all(ours),
                otherName,
                number(median(theirs)),
                all(theirs),
                ratio);
        report(part, row);
    }

    /** Writes lines of figures that compare nothing as a part of the report. */
    public static void table(String part, String head, List<String> lines) throws IOException {
        Files.createDirectories(FOLDER);
        String rule = head.replaceAll("[^|]+", "---");
        report(part, "## " + part + "\n\n" + head + "\n" + rule + "\n" + String.join("\n", lines) + "\n\n");
    }

    private static void report(String part, String text) throws IOException {
        Files.writeString(FOLDER.resolve("part-" + part + ".md"), text);
        StringBuilder report = new StringBuilder("# Benchmark\n\n" + machine() + "\n\n");
        try (Stream<Path> parts = Files.list(FOLDER)) {
            for (Path file : parts.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList()) {
                report.append(Files.readString(file));
            }
        }
        Files.writeString(FOLDER.resolve("report.md"), report);
    }

    private static String machine() {
        return "Machine: " + Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                + System.getProperty("java.version") + ", heap at most "
                + Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MB.";
    }

    private static String all(List<Double> values) {
        return String.join(", ", values.stream().map(Comparison::number).toList());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < FEW ? "%.2f" : "%.0f", value);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
