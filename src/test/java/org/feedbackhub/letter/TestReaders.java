package org.feedbackhub.letter;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
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

    static PageReaders start(LetterLimits limits) {
        return new PageReaders(
                limits,
                new ReadingCommand(limits, Path.of("target", "reading"), null),
                new ReadingProgress(new SimpleMeterRegistry()));
    }
}
