package org.feedbackhub.webform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The contract of the webhook, as its file has it. */
public final class FeedbackApi {

    public static final Path FILE = Path.of("config/contracts/feedback-api.openapi.yaml");
    public static final String PATH = "/v1/councils/{council}/feedback";

    private final JsonNode document;

    public FeedbackApi() {
        try {
            this.document = new ObjectMapper(new YAMLFactory()).readTree(FILE.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode document() {
        return document;
    }

    /** The operation. */
    public JsonNode post() {
        return document.path("paths").path(PATH).path("post");
    }

    /** The fields of a posting, by name. */
    public JsonNode fields() {
        return document.at("/components/schemas/Fields/properties");
    }

    /** In what the JSON breaks the schema of this name. */
    public List<String> faults(String schema, String json) {
        ObjectNode whole = new ObjectMapper().createObjectNode();
        whole.put("$ref", "#/components/schemas/" + schema);
        whole.set("components", document.path("components"));
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString());
        return compiled.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    /** In what an answer of the hub breaks the contract. */
    public List<String> faults(HttpResponse<String> answer) throws IOException {
        return faults(
                answer.statusCode(), answer.headers().firstValue("content-type").orElse(""), answer.body());
    }

    /** In what an answer with this status, media type and body breaks the contract. */
    public List<String> faults(int status, String mediaType, String body) throws IOException {
        JsonNode response = post().path("responses").path(String.valueOf(status));
        if (response.isMissingNode()) {
            return List.of("the contract has no answer " + status);
        }
        JsonNode ref = response.path("content").path(mediaType).at("/schema/$ref");
        if (ref.isMissingNode()) {
            return List.of("the contract has no " + mediaType + " for " + status);
        }
        List<String> faults =
                new ArrayList<>(faults(ref.asText().substring(ref.asText().lastIndexOf('/') + 1), body));
        if (faults.isEmpty() && status >= 400) {
            JsonNode problem = new ObjectMapper().readTree(body);
            if (problem.path("status").asInt() != status) {
                faults.add("the problem's status is not " + status);
            }
            String type = problem.path("type").asText();
            if (!problems(status).contains(type.substring(type.indexOf('#') + 1))) {
                faults.add(status + " is not for " + type);
            }
        }
        return faults;
    }

    /** The problems that the contract has for the status. */
    public List<String> problems(int status) {
        JsonNode ids = post().path("responses").path(String.valueOf(status)).path("x-problems");
        return StreamSupport.stream(ids.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
