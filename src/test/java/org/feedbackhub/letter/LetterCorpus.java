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

    /** For the memory: the same pages again and again. */
    private static final int PAGES = Integer.getInteger("corpus.pages", 500);

    private static final double GROWN = 1.2;

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
        Run onOne = readAll(scans, 1);
        List<Measured> measured = onOne.measured();
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
        Run onTwo = readAll(scans, 2);
        int pages = measured.stream().mapToInt(one -> one.pages().size()).sum();
        sums.forEach((name, sum) -> System.out.println("letters " + name + ": " + sum));
        System.out.println("letters sure: " + sure + "; unsure: " + unsure);
        System.out.printf(
                Locale.ROOT,
                "letters %d pages: %.2f s a page on one core, %.2f s on two, %.2f times%n",
                pages,
                onOne.seconds() / pages,
                onTwo.seconds() / pages,
                onOne.seconds() / onTwo.seconds());
        System.out.printf(
                Locale.ROOT,
                "letters memory: at most %d MB in one process, %d MB in two; %.2f s a page of work on two cores%n",
                onOne.megabytes(),
                onTwo.megabytes(),
                onTwo.measured().stream().mapToDouble(Measured::seconds).sum() / pages);
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

    /** @param seconds from when the processes stood ready @param megabytes that they held at most, together */
    private record Run(List<Measured> measured, double seconds, long megabytes) {}

    private static Run readAll(List<Path> scans, int processes) throws Exception {
        LetterLimits limits = TestReaders.limits(Duration.ofSeconds(60), DataSize.ofMegabytes(384), processes, 60);
        ExecutorService clerks = Executors.newFixedThreadPool(processes);
        try (PageReaders readers = TestReaders.start(limits)) {
            // a hub starts them once
            TestReaders.warm(readers, processes);
            long start = System.nanoTime();
            List<Future<Measured>> reading = new ArrayList<>();
            for (Path scan : scans) {
                reading.add(clerks.submit(() -> read(readers, scan)));
            }
            List<Measured> read = new ArrayList<>();
            for (Future<Measured> one : reading) {
                read.add(one.get());
            }
            return new Run(read, seconds(start), TestReaders.megabytesAtMost());
        } finally {
            clerks.shutdownNow();
        }
    }

    /** Pages of all kinds, over and over: what the processes hold must not grow. */
    @Test
    void memory_does_not_grow_with_the_pages_that_are_read() throws Exception {
        List<Path> scans = scans(CorpusReport.folder(""));
        Assumptions.assumeTrue(
                Files.isDirectory(CorpusReport.folder("").resolve("typewritten_ehri_english")),
                "skipped: no folder of scans");
        try (PageReaders readers = TestReaders.start(TestReaders.LIMITS)) {
            TestReaders.warm(readers, TestReaders.LIMITS.processes());
            int pages = 0;
            List<Long> held = new ArrayList<>();
            ExecutorService clerks = Executors.newFixedThreadPool(TestReaders.LIMITS.processes());
            try {
                while (pages < PAGES) {
                    List<Future<Measured>> round = new ArrayList<>();
                    for (Path scan : scans) {
                        round.add(clerks.submit(() -> read(readers, scan)));
                    }
                    for (Future<Measured> one : round) {
                        pages += one.get().pages().size();
                    }
                    held.add(TestReaders.megabytes());
                }
            } finally {
                clerks.shutdownNow();
            }
            System.out.println("letters memory after each round of " + scans.size() + " scans, " + pages
                    + " pages in all: " + held + " MB in two processes");
            assertThat(held.get(held.size() - 1)).isLessThan(Math.round(held.get(0) * GROWN));
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
