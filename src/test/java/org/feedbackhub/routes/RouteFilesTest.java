package org.feedbackhub.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every route file, so that a new one needs no test of its own for it. */
class RouteFilesTest {

    private static final Path ROUTES = Path.of("routes");
    private static final int ONE_SCREEN = 110;
    private static final Pattern KEBAB = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final Pattern CALLED_FROM_JAVA = Pattern.compile("\"(direct:[a-z-]+)\"");
    private static final Set<String> EXTERNAL_STEPS = Set.of("to", "toD", "bean", "wireTap", "enrich", "pollEnrich");

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(ROUTES)) {
            return files.sorted().toList();
        }
    }

    private static Schema camelSchema() throws IOException {
        try (InputStream schema = RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(schema);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void is_valid_against_camels_own_schema(Path file) throws IOException {
        assertThat(file.toString()).endsWith(".camel.yaml");
        assertThat(camelSchema().validate(Files.readString(file), InputFormat.YAML))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void says_what_each_route_is_for_under_an_id(Path file) throws IOException {
        for (JsonNode entry : yaml.readTree(file.toFile())) {
            JsonNode route = entry.path("route").isMissingNode() ? entry.path("routeTemplate") : entry.path("route");
            if (!route.isMissingNode()) {
                assertThat(route.path("id").asText()).matches(KEBAB);
                assertThat(route.path("description").asText()).hasSizeGreaterThan(20);
            } else if (entry.has("rest")) {
                for (JsonNode operation : entry.path("rest").findValue("post")) {
                    assertThat(operation.path("id").asText()).matches(KEBAB);
                    assertThat(operation.path("description").asText()).hasSizeGreaterThan(20);
                }
            } else if (entry.has("routeConfiguration")) {
                assertThat(entry.path("routeConfiguration").path("description").asText())
                        .hasSizeGreaterThan(20);
                assertThat(entry.path("routeConfiguration").has("id"))
                        .as("a named one is not seen by sub-routes")
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void fits_a_screen_and_names_its_steps(Path file) throws IOException {
        assertThat(Files.readAllLines(file)).hasSizeLessThan(ONE_SCREEN);
        externalSteps(yaml.readTree(file.toFile()))
                .forEach(step ->
                        assertThat(step.path("id").asText()).as(step.toString()).matches(KEBAB));
    }

    @Test
    void ids_are_given_once() throws IOException {
        Set<String> seen = new HashSet<>();
        for (Path file : files()) {
            for (JsonNode id : yaml.readTree(file.toFile()).findValues("id")) {
                assertThat(seen.add(id.asText())).as(id.asText()).isTrue();
            }
        }
    }

    @Test
    void every_direct_has_its_other_end() throws IOException {
        Set<String> opened = new HashSet<>();
        Set<String> called = new HashSet<>();
        for (Path file : files()) {
            for (JsonNode from : yaml.readTree(file.toFile()).findValues("from")) {
                opened.add(from.path("uri").asText());
            }
            Files.readAllLines(file).stream()
                    .filter(line -> line.strip().startsWith("uri: direct:"))
                    .forEach(line -> called.add(line.strip().substring("uri: ".length())));
        }
        opened.removeIf(uri -> !uri.startsWith("direct:"));
        Set<String> fromJava = calledFromJava();

        assertThat(opened).containsAll(called).containsAll(fromJava);
        called.removeIf(uri -> !isCalled(uri));
        called.addAll(fromJava);
        assertThat(called).containsAll(opened);
    }

    /** A route's own opening stands in the same form as a call of it, so a call is one that occurs besides. */
    private static boolean isCalled(String uri) {
        try {
            long times = 0;
            for (Path file : files()) {
                times += Files.readAllLines(file).stream()
                        .filter(line -> line.strip().equals("uri: " + uri))
                        .count();
            }
            return times > 1;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> calledFromJava() throws IOException {
        Set<String> called = new HashSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher matcher = CALLED_FROM_JAVA.matcher(Files.readString(source));
                while (matcher.find()) {
                    called.add(matcher.group(1));
                }
            }
        }
        return called;
    }

    private static List<JsonNode> externalSteps(JsonNode tree) {
        List<JsonNode> found = new ArrayList<>();
        EXTERNAL_STEPS.forEach(step -> found.addAll(tree.findValues(step)));
        return found;
    }
}
