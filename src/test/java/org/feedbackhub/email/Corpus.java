package org.feedbackhub.email;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Real mail to measure on, which lies outside the project, and the reports of what was measured. */
final class Corpus {

    private Corpus() {}

    /** The collection's folder; where it is absent the measurement is skipped and says so. */
    static Path folder(String collection) {
        Path folder = Path.of(System.getProperty("corpus", "../shared/data/mail"), collection);
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "not measured: there is no folder " + folder);
        return folder;
    }

    /** Prints the lines and writes them to {@code target/corpus/}. */
    static void report(String name, List<String> lines) throws IOException {
        lines.forEach(System.out::println);
        Path file = Path.of("target/corpus", name + ".md");
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }
}
