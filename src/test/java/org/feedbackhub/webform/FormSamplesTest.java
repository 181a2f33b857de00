package org.feedbackhub.webform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.validation.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.feedbackhub.council.Form;
import org.feedbackhub.council.TestCouncils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** The mappings that the documentation gives for other products' JSON; a further one is three more files. */
class FormSamplesTest {

    private static final Path SAMPLES = Path.of("src/docs/samples/forms");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final WebFormSettings.Limits LIMITS =
            new WebFormSettings.Limits(DataSize.ofMegabytes(1), 2, DataSize.ofKilobytes(10), 5000, 2000, 500, 20);

    static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void is_read_as_expected(String sample) throws IOException {
        FormMapping mapping = new FormMapping(form(sample));
        FormBody body = new FormBodies(LIMITS)
                .read("application/json", Files.readAllBytes(SAMPLES.resolve(sample + ".json")), mapping.files());
        Map<String, String> expected = new TreeMap<>();
        YAML.readTree(SAMPLES.resolve(sample + ".expected.yaml").toFile())
                .properties()
                .forEach(field -> expected.put(field.getKey(), field.getValue().asText()));

        FormValues values = mapping.values(body);

        Map<String, String> read = new TreeMap<>();
        values.values().forEach((field, value) -> read.put(field.id(), value));
        read.put(
                "files",
                values.files().stream()
                        .map(file -> file.name() + " " + file.declaredType() + " " + file.content().length)
                        .collect(Collectors.joining(", ")));
        assertThat(read).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void can_stand_in_a_councils_file(String sample) throws IOException {
        assertThat(Validation.buildDefaultValidatorFactory().getValidator().validate(form(sample)))
                .isEmpty();
        assertThat(Files.readString(Path.of("src/docs/operations/web-form.md")))
                .contains("samples/forms/" + sample + ".yaml", "samples/forms/" + sample + ".json");
    }

    private static Form form(String sample) throws IOException {
        String text = Files.readString(SAMPLES.resolve(sample + ".yaml"))
                .replaceAll("\\$\\{[^}]*-next}", "")
                .replaceAll("\\$\\{[^}]*-token}", "a".repeat(40))
                .replaceAll("\\$\\{[^}]*}", TestCouncils.FORM_SECRET);
        JsonNode form = YAML.readTree(text).path("forms").path(0);
        return new ObjectMapper().treeToValue(form, Form.class);
    }
}
