package org.feedbackhub.webform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.feedbackhub.feedback.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** That the contract of the webhook and the hub say the same. */
class FeedbackApiTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final FeedbackApi api = new FeedbackApi();

    @Test
    void its_fields_are_the_hubs_fields() {
        Set<String> told = new TreeSet<>();
        api.fields().fieldNames().forEachRemaining(told::add);

        assertThat(told)
                .isEqualTo(Arrays.stream(FormField.values())
                        .map(FormField::id)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(api.fields())
                .allSatisfy(
                        field -> assertThat(field.path("description").asText()).hasSizeGreaterThan(10));
    }

    @Test
    void its_channels_are_those_that_a_form_may_name() {
        assertThat(api.fields().at("/channel/enum"))
                .extracting(JsonNode::asText)
                .contains(
                        Channel.WEB_FORM.id(), Channel.PHONE.id(), Channel.FACE_TO_FACE.id(), Channel.SOCIAL_MEDIA.id())
                .doesNotContain(Channel.EMAIL.id());
    }

    @ParameterizedTest
    @EnumSource
    void each_refusal_is_told_with_its_status(Refusal.Cause why) throws IOException {
        String problem = new ObjectMapper()
                .writeValueAsString(
                        Problem.of(Refusal.of(why, "a detail"), URI.create("https://feedback.example.gov.uk")));

        assertThat(api.problems(why.status())).contains(why.id());
        assertThat(api.faults(why.status(), Problem.MEDIA_TYPE, problem)).isEmpty();
        assertThat(Files.readString(Path.of("config/contracts/problems.html")))
                .contains("id=\"" + why.id() + "\">" + why.status() + " " + why.id() + ": ");
    }

    @Test
    void it_tells_of_no_other_refusals() {
        List<String> told = new ArrayList<>();
        api.post()
                .path("responses")
                .fieldNames()
                .forEachRemaining(status -> told.addAll(api.problems(Integer.parseInt(status))));

        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Refusal.Cause.values())
                        .map(Refusal.Cause::id)
                        .toList());
        assertThat(api.document()
                        .at("/components/schemas/Problem/properties/type/pattern")
                        .asText())
                .contains(told);
    }

    @Test
    void its_one_operation_is_the_routes() throws IOException {
        JsonNode rest =
                YAML.readTree(Path.of("routes/web-form.camel.yaml").toFile()).findValue("rest");
        JsonNode operation = rest.path("post").path(0);

        assertThat(rest.path("post")).hasSize(1);
        assertThat("/v1" + rest.path("path").asText() + operation.path("path").asText())
                .isEqualTo(FeedbackApi.PATH);
        assertThat(api.document().path("paths")).hasSize(1);
        assertThat(api.post().path("operationId").asText())
                .isEqualTo(operation.path("id").asText());
        assertThat(Stream.of("get", "put", "patch", "delete", "head")
                        .filter(method -> rest.has(method)
                                || api.document()
                                        .path("paths")
                                        .path(FeedbackApi.PATH)
                                        .has(method)))
                .isEmpty();
    }

    @Test
    void its_limits_are_the_hubs() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("settings", new FileSystemResource("config/application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        WebFormSettings settings = new Binder(ConfigurationPropertySources.get(environment))
                .bind("hub.web-form", WebFormSettings.class)
                .get();
        WebFormSettings.Limits limits = settings.limits();

        assertThat(api.fields().at("/message/anyOf/0/maxLength").asInt()).isEqualTo(limits.message());
        assertThat(api.document().at("/components/schemas/Value/maxLength").asInt())
                .isEqualTo(limits.field());
        assertThat(api.document().at("/components/schemas/Value/description").asText())
                .contains("At most " + limits.parts() + " fields and files");
        assertThat(api.post().at("/requestBody/description").asText())
                .isEqualTo(
                        "At most %d MB in all, within %d seconds.",
                        limits.body().toMegabytes(), settings.bodyWithin().toSeconds());
        for (String posting : List.of("JsonPosting", "MultipartPosting")) {
            JsonNode files = api.document().at("/components/schemas/" + posting + "/allOf/1/properties/files");
            assertThat(files.path("maxItems").asInt()).isEqualTo(limits.files());
            assertThat(files.toString()).contains("t most " + limits.fileSize().toMegabytes() + " MB");
        }
        assertThat(api.document()
                        .at("/components/schemas/JsonPosting/description")
                        .asText())
                .contains("at most " + limits.depth() + " deep");
    }

    @Test
    void its_examples_keep_to_it() {
        List<JsonNode> postings = values(api.post().at("/requestBody/content/application~1json/examples"));
        List<JsonNode> answers = values(api.post().at("/responses/202/content/application~1json/examples"));

        assertThat(postings).hasSize(3).allSatisfy(posting -> assertThat(api.faults("JsonPosting", posting.toString()))
                .isEmpty());
        assertThat(answers).hasSize(2).allSatisfy(answer -> assertThat(api.faults("Accepted", answer.toString()))
                .isEmpty());
        assertThat(api.faults("JsonPosting", "{\"message\":\"m\",\"files\":[{\"name\":\"a\"}]}"))
                .isNotEmpty();
        assertThat(api.faults("JsonPosting", "{\"name\":\"n\"}")).isNotEmpty();
        assertThat(api.faults("Accepted", "{\"reference\":\"7\"}")).isNotEmpty();
    }

    private static List<JsonNode> values(JsonNode examples) {
        List<JsonNode> values = new ArrayList<>();
        examples.forEach(example -> values.add(example.path("value")));
        return values;
    }

    @Test
    void it_is_an_openapi_document_whose_references_lead_somewhere() {
        assertThat(api.document().path("openapi").asText()).startsWith("3.1.");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(
                                api.document().at("/components/schemas/Fields").toString(), InputFormat.JSON))
                .isEmpty();
        List<String> references = Pattern.compile("\"\\$ref\":\"([^\"]+)\"")
                .matcher(api.document().toString())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        api.document().at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }
}
