package org.feedbackhub.classification;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.jspecify.annotations.Nullable;

/** The examples of {@code config/classification/examples}: a folder for each council, and one for those that hold for all. */
final class ExampleFiles {

    /** The folder of those that hold for all councils. */
    private static final String COMMON = "common";

    private final Path folder;
    private final Councils councils;
    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

    ExampleFiles(Path folder, Councils councils) {
        this.folder = folder;
        this.councils = councils;
    }

    /**
     * All examples, in the order of their files' names.
     *
     * @throws InvalidConfiguration if a file cannot be read, or an example is not as it must be; it names which
     */
    List<Example> read() {
        List<Example> examples = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (Path file : files()) {
            for (Example example : read(file)) {
                String other = seen.putIfAbsent(example.text(), example.source());
                if (other != null) {
                    throw new InvalidConfiguration(
                            file, example.source(), "expected another text: " + other + " has the same");
                }
                examples.add(example);
            }
        }
        return examples;
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Example> read(Path file) {
        ExamplesFile read;
        try {
            read = yaml.readValue(Files.readString(file), ExamplesFile.class);
        } catch (JsonMappingException e) {
            throw new InvalidConfiguration(file, e.getPathReference(), e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new InvalidConfiguration(file, "", "expected a readable file of examples", e);
        }
        CouncilId council = council(file);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < read.examples().size(); i++) {
            examples.add(example(file, council, i, read.examples().get(i)));
        }
        return examples;
    }

    private @Nullable CouncilId council(Path file) {
        String name = file.getParent().getFileName().toString();
        if (name.equals(COMMON)) {
            return null;
        }
        return councils.all().stream()
                .map(CouncilProfile::id)
                .filter(id -> id.value().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidConfiguration(
                        file, "", "expected it in a folder named after a council, or in " + COMMON));
    }

    private Example example(Path file, @Nullable CouncilId council, int place, Entry entry) {
        String key = "examples[" + place + "]";
        if (entry.kind() == null && entry.flags() == null
                || entry.text() == null
                || entry.text().isBlank()) {
            throw new InvalidConfiguration(file, key, "expected a text, and a kind or flags, or both");
        }
        String area = entry.area();
        if (area != null && areas(council).noneMatch(area::equals)) {
            throw new InvalidConfiguration(
                    file,
                    key + ".area",
                    "expected one of " + String.join(", ", areas(council).toList()) + " instead of " + area);
        }
        return new Example(
                council,
                folder.relativize(file) + " " + key,
                entry.text().strip(),
                entry.kind(),
                entry.also() == null ? List.of() : List.copyOf(entry.also()),
                area,
                entry.flags() == null ? Set.of() : Set.copyOf(entry.flags()),
                true);
    }

    private Stream<String> areas(@Nullable CouncilId council) {
        return councils.all().stream()
                .filter(one -> council == null || one.id().equals(council))
                .flatMap(one -> one.serviceAreas().stream())
                .flatMap(CouncilProfile.Area::ids)
                .distinct()
                .sorted();
    }

    private record ExamplesFile(List<Entry> examples) {}

    private record Entry(
            @Nullable Kind kind,
            @Nullable List<Kind> also,
            @Nullable String area,
            @Nullable List<Flag> flags,
            @Nullable String text) {}
}
