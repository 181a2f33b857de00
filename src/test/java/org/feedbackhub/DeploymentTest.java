package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a deployment may rely on, read from docker-compose.yml itself. */
class DeploymentTest {

    private static final Path COMPOSE = Path.of("docker-compose.yml");

    private final JsonNode compose = read();

    @Test
    void every_service_has_a_health_check_and_restarts() {
        assertThat(compose.path("services")).hasSize(5).allSatisfy(service -> {
            assertThat(service.path("healthcheck").path("test").isArray()).isTrue();
            assertThat(service.path("restart").asText()).isEqualTo("unless-stopped");
        });
    }

    @Test
    void no_password_has_a_default() throws IOException {
        assertThat(Files.readAllLines(COMPOSE).stream()
                        .filter(line -> !line.strip().startsWith("#"))
                        .filter(line -> line.matches(".*(PASSWORD|SECRETS_\\w+|HASH).*:.*")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(":?set it in .env}"));
    }

    @Test
    void nothing_is_open_to_other_machines() {
        for (JsonNode service : compose.path("services")) {
            service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
        }
    }

    @Test
    void attachments_are_scanned_and_nothing_waits_for_the_scanner() {
        JsonNode hub = compose.path("services").path("hub");

        assertThat(hub.path("environment").path("HUB_SCANNER_HOST").asText()).isEqualTo("clamav");
        assertThat(hub.path("depends_on").has("clamav")).isFalse();
    }

    @Test
    void data_is_on_volumes() {
        assertThat(List.of("hub", "postgres", "kafka", "clamav")).allSatisfy(name -> assertThat(
                        compose.path("services").path(name).path("volumes"))
                .isNotEmpty());
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(COMPOSE.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
