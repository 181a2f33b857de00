package org.feedbackhub.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.feedbackhub.bench.Comparison;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** How many pages a second are read by the processes of a hub, against the bare engine with the same preparation in one process. */
@Tag("letters")
class LetterBench {

    private static final int PAGES = Integer.getInteger("bench.pages", 100);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int PAGES_A_LETTER = 5;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final double OF_BARE = 0.90;
    private static final File OCRMYPDF = new File("/usr/bin/ocrmypdf");
    private static final LetterLimits LIMITS =
            TestReaders.limits(Duration.ofMinutes(2), DataSize.ofMegabytes(384), CORES, 60);

    @TempDir
    private Path folder;

    private final List<Path> letters = new ArrayList<>();

    /** What reads a whole letter. */
    private interface Reader {
        int read(Path letter) throws Exception;
    }

    @BeforeEach
    void write() throws IOException {
        for (int letter = 0; letter < PAGES / PAGES_A_LETTER; letter++) {
            var pages = new java.awt.image.BufferedImage[PAGES_A_LETTER];
            for (int page = 0; page < PAGES_A_LETTER; page++) {
                pages[page] = Paper.typed(text(letter * PAGES_A_LETTER + page));
            }
            letters.add(Files.write(folder.resolve("letter-" + letter + ".pdf"), Paper.pdf(pages)));
        }
    }

    @Test
    void pages_are_read_nearly_as_fast_as_the_engine_alone_reads_them() throws Exception {
        ReadingCommand command = new ReadingCommand(LIMITS, Path.of("target", "reading"), null, null);
        command.layOut();
        double ratio;
        try (PageReaders readers = TestReaders.start(LIMITS)) {
            ratio = new Comparison("letters", PAGES + " pages on " + CORES + " cores", ROUNDS)
                    .ratio(
                            "the hub",
                            () -> rate(letter -> readers.read(letter).size()),
                            "bare engine",
                            () -> rate(bare(command)));
        }
        if (OCRMYPDF.canExecute()) {
            Comparison.table(
                    "letters-beside",
                    "| OCRmyPDF, of the same pages | a second |",
                    List.of(String.format(Locale.ROOT, "| %d on %d cores | %.2f |", PAGES, CORES, ocrMyPdf())));
        }

        if (ROUNDS > 1) {
            assertThat(ratio).isGreaterThanOrEqualTo(OF_BARE);
        }
    }

    /** One engine a thread, kept. */
    private static Reader bare(ReadingCommand command) {
        ThreadLocal<PageReading> own =
                ThreadLocal.withInitial(() -> new PageReading(LIMITS, new BroughtTesseract(command.trainedData())));
        return letter -> {
            PageReading reading = own.get();
            int pages = 1;
            for (int number = 1; number <= pages; number++) {
                pages = ((PageAnswer.Read) reading.answer(PageRequest.words(letter, number))).pages();
            }
            return pages;
        };
    }

    /** All letters on all cores. @return pages a second */
    private double rate(Reader reader) throws Exception {
        ExecutorService clerks = Executors.newFixedThreadPool(CORES);
        try {
            long start = System.nanoTime();
            List<Future<Integer>> reading = new ArrayList<>();
            for (Path letter : letters) {
                reading.add(clerks.submit(() -> reader.read(letter)));
            }
            int pages = 0;
            for (Future<Integer> one : reading) {
                pages += one.get();
            }
            assertThat(pages).isEqualTo(letters.size() * PAGES_A_LETTER);
            return pages / ((System.nanoTime() - start) / 1e9);
        } finally {
            clerks.shutdown();
        }
    }

    private double ocrMyPdf() throws Exception {
        long start = System.nanoTime();
        for (Path letter : letters) {
            Process process = new ProcessBuilder(
                            OCRMYPDF.toString(),
                            "--jobs",
                            Integer.toString(CORES),
                            "--rotate-pages",
                            "--deskew",
                            "--output-type",
                            "pdf",
                            letter.toString(),
                            folder.resolve("out.pdf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        return letters.size() * PAGES_A_LETTER / ((System.nanoTime() - start) / 1e9);
    }

    private static String text(int number) {
        StringBuilder text =
                new StringBuilder("%d Ropery Road\nGainsborough\nDN21 2PX\n\nDear Sir or Madam,\n\n".formatted(number));
        for (int line = 0; line < 24; line++) {
            text.append("Line ")
                    .append(line)
                    .append(" of page ")
                    .append(number)
                    .append(" is about the lamp by the chapel and the noise.\n");
        }
        return text.append("\nYours faithfully,\n\nA. N. Hallgarth\n").toString();
    }
}
