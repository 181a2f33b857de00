package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;

/** What a measurement on real material has found: written to {@code target/corpus/<name>.md}, with one line printed. */
public final class CorpusReport {

    private final String name;
    private final List<String> failures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int cases;

    public CorpusReport(String name) {
        this.name = name;
    }

    /** The folder of the material; the measurement is skipped where it is absent. */
    public static Path folder(String inside) {
        Path folder = Path.of(System.getProperty("corpus", "../shared/data/mail"), inside);
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "skipped: there is no folder " + folder);
        return folder;
    }

    /** One case: right, or wrong as the detail tells. */
    public void add(boolean right, String file, String detail) {
        cases++;
        if (!right) {
            failures.add("- `" + file + "` " + detail.replaceAll("\\s+", " "));
        }
    }

    /** A figure beside the share of right cases. */
    public void note(String figure) {
        notes.add("- " + figure);
    }

    /** Writes and prints it, and fails if fewer cases than this share are right. */
    public void finish(double wanted) throws IOException {
        double share = cases == 0 ? 0 : (double) (cases - failures.size()) / cases;
        String line = "corpus %s: %d of %d right, %.2f %%"
                .formatted(name, cases - failures.size(), cases, 100 * share)
                .toLowerCase(Locale.ROOT);
        Path file = Files.createDirectories(Path.of("target", "corpus")).resolve(name + ".md");
        Files.writeString(
                file,
                "# " + line + "\n\n" + String.join("\n", notes) + "\n\n## Wrong\n\n" + String.join("\n", failures)
                        + "\n");
        System.out.println(
                line + (notes.isEmpty() ? "" : "; " + String.join("; ", notes).replace("- ", "")));
        assertThat(share)
                .as(line + ", see " + file + ", begins with "
                        + failures.stream().findFirst().orElse("nothing"))
                .isGreaterThanOrEqualTo(wanted);
    }
}
