package org.feedbackhub.letter;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Readers of pages for tests, with the trained data laid out once for all. */
final class TestReaders {

    static final LetterLimits LIMITS = limits(Duration.ofSeconds(60), DataSize.ofMegabytes(384), 2, 60);

    private TestReaders() {}

    static LetterLimits limits(Duration pageTime, DataSize memory, int processes, int megapixels) {
        return new LetterLimits(
                DataSize.ofMegabytes(60),
                60,
                DataSize.ofMegabytes(500),
                1000,
                megapixels,
                pageTime,
                memory,
                processes,
                500,
                90);
    }

    /** Has each process started and its engine at work. */
    static void warm(PageReaders readers, int processes) throws Exception {
        Path page = Files.write(
                Files.createTempFile(Files.createDirectories(Path.of("target", "reading")), "warm-", ".pdf"),
                Paper.pdf(
                        Collections.nCopies(2 * processes, Paper.typed("Dear Sir or Madam,\n\nThe lamp is out again."))
                                .toArray(BufferedImage[]::new)));
        readers.read(page);
        Files.delete(page);
    }

    /** What all processes that read pages hold now, in MB, as the kernel counts it. */
    static long megabytes() {
        return readers("VmRSS");
    }

    /** What they have held at most. */
    static long megabytesAtMost() {
        return readers("VmHWM");
    }

    private static long readers(String figure) {
        return ProcessHandle.current()
                        .children()
                        .mapToLong(process -> kilobytes(process, figure))
                        .sum()
                / 1024;
    }

    private static long kilobytes(ProcessHandle process, String figure) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(figure + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            // it has ended, or this is no Linux
            return 0;
        }
    }

    static PageReaders start(LetterLimits limits) {
        return start(limits, new ReadingProgress(new SimpleMeterRegistry()));
    }

    static PageReaders start(LetterLimits limits, ReadingProgress progress) {
        return new PageReaders(limits, new ReadingCommand(limits, Path.of("target", "reading"), null, null), progress);
    }

    /** @param program the machine's own engine, or null for the hub's */
    static PageReaders start(LetterLimits limits, @Nullable Path program) {
        return new PageReaders(
                limits,
                new ReadingCommand(limits, Path.of("target", "reading"), program, null),
                new ReadingProgress(new SimpleMeterRegistry()));
    }
}
