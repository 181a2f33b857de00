package org.feedbackhub.webform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.feedbackhub.arrival.ReceivedFile;
import org.feedbackhub.webform.Refusal.Cause;

/** Reads a posting: JSON, form-encoded, or multipart/form-data (RFC 7578). */
final class FormBodies {

    private static final String FILES = "files";

    /** Of JSON, for a field with what may be nested in it. */
    private static final int TOKENS_A_PART = 20;

    private static final int LONGEST_PART_HEADER = 8 * 1024;

    private final WebFormSettings.Limits limits;
    private final ObjectMapper json;

    FormBodies(WebFormSettings.Limits limits) {
        this.limits = limits;
        this.json = new ObjectMapper(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(limits.depth())
                                .maxTokenCount((long) limits.parts() * TOKENS_A_PART)
                                .maxStringLength(Math.toIntExact(limits.body().toBytes()))
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * The posting.
     *
     * @param contentType as the header has it
     * @param files where they are if it is JSON
     * @throws Refusal if it cannot be read, or holds more than is taken
     */
    FormBody read(String contentType, byte[] body, JsonFiles files) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        FormBody read =
                switch (type) {
                    case "application/json" -> json(body, files);
                    case "application/x-www-form-urlencoded" -> encoded(body);
                    case "multipart/form-data" -> multipart(contentType, body);
                    default ->
                        throw Refusal.of(
                                Cause.UNSUPPORTED,
                                "application/json, application/x-www-form-urlencoded and multipart/form-data are taken");
                };
        requireFew(read.files());
        return read;
    }

    private FormBody json(byte[] body, JsonFiles files) {
        try {
            JsonNode tree = json.readTree(body);
            if (!(tree instanceof ObjectNode fields)) {
                throw Refusal.of(Cause.MALFORMED, "an object is expected");
            }
            return new FormBody(fields, files.in(fields));
        } catch (JsonProcessingException e) {
            throw Refusal.of(
                    Cause.MALFORMED,
                    "no JSON, or nested deeper than " + limits.depth() + ", in line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw Refusal.of(Cause.MALFORMED, "no JSON");
        }
    }

    private FormBody encoded(byte[] body) {
        Fields fields = new Fields();
        String text = new String(body, StandardCharsets.UTF_8);
        for (String pair : text.isEmpty() ? new String[0] : text.split("&", limits.parts() + 2)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                fields.add(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return new FormBody(fields.node, List.of());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(Cause.MALFORMED, "a percent sign with no two hexadecimal digits behind it");
        }
    }

    private FormBody multipart(String contentType, byte[] body) {
        MimeTokenStream tokens = new MimeTokenStream(
                MimeConfig.custom()
                        .setMaxLineLen(-1)
                        .setMaxHeaderLen(LONGEST_PART_HEADER)
                        .build(),
                DecodeMonitor.SILENT,
                null);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        Fields fields = new Fields();
        List<ReceivedFile> files = new ArrayList<>();
        try {
            tokens.parseHeadless(new ByteArrayInputStream(body), contentType);
            PartHead head = new PartHead();
            for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
                if (state == EntityState.T_START_BODYPART) {
                    head = new PartHead();
                } else if (state == EntityState.T_FIELD) {
                    head.add(tokens.getField());
                } else if (state == EntityState.T_BODY) {
                    take(head, content(tokens), fields, files);
                }
            }
        } catch (MimeException | IOException e) {
            throw Refusal.of(Cause.MALFORMED, "no multipart/form-data");
        }
        if (fields.node.isEmpty() && files.isEmpty()) {
            throw Refusal.of(Cause.MALFORMED, "no part of it has a name; is the boundary the header's?");
        }
        return new FormBody(fields.node, files);
    }

    private static byte[] content(MimeTokenStream tokens) throws IOException {
        try (InputStream content = tokens.getDecodedInputStream()) {
            return content.readAllBytes();
        }
    }

    private void take(PartHead head, byte[] content, Fields fields, List<ReceivedFile> files) {
        if (head.isFile()) {
            // a browser sends a nameless empty file for a field that was left empty
            if (content.length > 0 || !head.fileName().isEmpty()) {
                files.add(new ReceivedFile(head.fileName(), head.mediaType(), content));
                requireFew(files);
            }
        } else if (!head.name().isEmpty()) {
            fields.add(head.name(), new String(content, StandardCharsets.UTF_8));
        }
    }

    private void requireFew(List<ReceivedFile> files) {
        if (files.size() > limits.files()) {
            throw Refusal.ofFields(
                    List.of(new Refusal.FieldError(FILES, "at most " + limits.files() + " files are taken")));
        }
        for (ReceivedFile file : files) {
            if (file.content().length > limits.fileSize().toBytes()) {
                throw Refusal.of(
                        Cause.TOO_LARGE, "a file may have " + limits.fileSize().toMegabytes() + " MB");
            }
        }
    }

    /** Fields as JSON; one that comes again becomes a list. */
    private final class Fields {
        private final ObjectNode node = JsonNodeFactory.instance.objectNode();
        private int count;

        void add(String name, String value) {
            if (++count > limits.parts()) {
                throw Refusal.of(Cause.MALFORMED, "more than " + limits.parts() + " fields");
            }
            JsonNode before = node.get(name);
            if (before == null) {
                node.put(name, value);
            } else if (before instanceof ArrayNode list) {
                list.add(value);
            } else {
                node.putArray(name).add(before).add(value);
            }
        }
    }
}
