package org.feedbackhub.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.feedbackhub.CorpusReport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/**
 * Reads every scan of a folder as a hub does, and compares it with what stands on it where a {@code .gt.txt} beside it tells: error
 * rates by folder, time a page, and how right pages are above and below the limit of confidence. Where several folders hold
 * handwriting, a page whose text is wrong in half of its signs counts as not read.
 */
class LetterCorpus {

    private static final String SCAN = ".*\\.(?i:jpe?g|png|tiff?|pdf)";

    /** Beyond it a page counts as misread: it must not pass as sure. */
    private static final double MISREAD = 0.5;

    private record Measured(Path file, List<LetterPage> pages, double seconds, String refusal) {}

    @Test
    void scans_are_read_and_their_errors_counted() throws Exception {
        Path folder = CorpusReport.folder("");
        List<Path> scans = scans(folder);
        Assumptions.assumeTrue(
                Files.isDirectory(folder.resolve("typewritten_ehri_english")), "skipped: no folder of scans");
        CorpusReport report = new CorpusReport("letters");
        Map<String, Sum> sums = new TreeMap<>();
        Sum sure = new Sum();
        Sum unsure = new Sum();
        long oneCore = System.nanoTime();
        List<Measured> measured = readAll(scans, 1);
        double secondsOne = seconds(oneCore);
        for (Measured one : measured) {
            String place = folder.relativize(one.file()).toString();
            if (one.refusal() != null) {
                report.add(false, place, one.refusal());
                continue;
            }
            Path truth = one.file()
                    .resolveSibling(one.file().getFileName().toString().replaceFirst("\\.[^.]*$", ".gt.txt"));
            Sum sum = sums.computeIfAbsent(one.file().getParent().getFileName().toString(), name -> new Sum());
            sum.pages += one.pages().size();
            sum.seconds += one.seconds();
            if (!Files.exists(truth)) {
                report.add(true, place, "");
                continue;
            }
            ErrorRate signs = ErrorRate.ofSigns(Files.readString(truth), text(one));
            ErrorRate words = ErrorRate.ofWords(Files.readString(truth), text(one));
            sum.add(signs, words);
            boolean isSure = one.pages().stream().allMatch(page -> page.isSure(TestReaders.LIMITS.sureFrom()));
            (isSure ? sure : unsure).add(signs, words);
            report.note(String.format(
                    Locale.ROOT,
                    "%s: confidence %d, CER %.3f, WER %.3f, %.1f s",
                    place,
                    one.pages().get(0).confidence(),
                    signs.rate(),
                    words.rate(),
                    one.seconds()));
            report.add(
                    !isSure || signs.rate() < MISREAD,
                    place,
                    "passes as sure, with " + signs.rate() + " of its signs wrong");
        }
        long twoCores = System.nanoTime();
        readAll(scans, 2);
        double secondsTwo = seconds(twoCores);
        int pages = measured.stream().mapToInt(one -> one.pages().size()).sum();
        sums.forEach((name, sum) -> System.out.println("letters " + name + ": " + sum));
        System.out.println("letters sure: " + sure + "; unsure: " + unsure);
        System.out.printf(
                Locale.ROOT,
                "letters %d pages: %.2f s a page on one core, %.2f s on two, %.2f times%n",
                pages,
                secondsOne / pages,
                secondsTwo / pages,
                secondsOne / secondsTwo);
        sums.forEach((name, sum) -> report.note(name + ": " + sum));
        report.finish(1.0);
        assertThat(sure.signs.rate()).isLessThan(unsure.signs.rate());
    }

    private static List<Path> scans(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(SCAN))
                    .sorted()
                    .toList();
        }
    }

    private static List<Measured> readAll(List<Path> scans, int processes) throws Exception {
        LetterLimits limits = TestReaders.limits(Duration.ofSeconds(60), DataSize.ofMegabytes(384), processes, 60);
        ExecutorService clerks = Executors.newFixedThreadPool(processes);
        try (PageReaders readers = TestReaders.start(limits)) {
            List<Future<Measured>> reading = new ArrayList<>();
            for (Path scan : scans) {
                reading.add(clerks.submit(() -> read(readers, scan)));
            }
            List<Measured> read = new ArrayList<>();
            for (Future<Measured> one : reading) {
                read.add(one.get());
            }
            return read;
        } finally {
            clerks.shutdownNow();
        }
    }

    private static Measured read(PageReaders readers, Path scan) {
        long start = System.nanoTime();
        try {
            return new Measured(scan, readers.read(scan), seconds(start), null);
        } catch (UnreadableLetter e) {
            return new Measured(scan, List.of(), seconds(start), e.getMessage());
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static String text(Measured one) {
        return String.join("\n", one.pages().stream().map(LetterPage::text).toList());
    }

    /** Of some pages. */
    private static final class Sum {
        private ErrorRate signs = new ErrorRate(0, 0);
        private ErrorRate words = new ErrorRate(0, 0);
        private int compared;
        private int pages;
        private double seconds;

        void add(ErrorRate ofSigns, ErrorRate ofWords) {
            signs = signs.and(ofSigns);
            words = words.and(ofWords);
            compared++;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d compared, CER %.3f, WER %.3f%s",
                    compared,
                    signs.rate(),
                    words.rate(),
                    pages == 0 ? "" : String.format(Locale.ROOT, ", %d pages, %.2f s a page", pages, seconds / pages));
        }
    }
}
