package org.feedbackhub.casework;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.feedbackhub.casework.CaseEvent.Envelope;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a case system told: a CloudEvent 1.0 in Kafka's binary or structured mode. What each must hold is in
 * {@code config/contracts/case-*.v1.schema.json}.
 */
final class CaseEventReader {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String PREFIX = "ce_";
    private static final String VERSION = "1.0";
    private static final String SUBJECT = "subject";
    private static final List<String> ATTRIBUTES = List.of("specversion", "id", "source", "type", "time", SUBJECT);

    /** Whose check sign may be wrong: a slip in it does not make the event another council's. */
    private static final Pattern REFERENCE = Pattern.compile("([A-Z]{2,4})-[0-9A-Z]{4}-[0-9A-Z]{4}");

    private final ObjectReader json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build()
            .reader();

    /** @throws PermanentFault naming what is not as it should be, and what is expected; never what stands there */
    CaseEvent read(ToldRecord told) {
        return structured(told) ? readWhole(told) : readParts(told);
    }

    /**
     * The letters in front of the reference that it is about, whatever else is wrong with it and whether or not that reference is
     * known; nothing if it names none, or those of two councils.
     */
    Optional<String> prefix(ToldRecord told) {
        List<String> prefixes = Stream.of(
                        told.key(), told.headers().get(PREFIX + SUBJECT), structured(told) ? subject(told) : null)
                .filter(Objects::nonNull)
                .map(REFERENCE::matcher)
                .filter(Matcher::matches)
                .map(reference -> reference.group(1))
                .distinct()
                .toList();
        return prefixes.size() == 1 ? Optional.of(prefixes.get(0)) : Optional.empty();
    }

    private @Nullable String subject(ToldRecord told) {
        try {
            return Fields.of(tree(told.body())).text(SUBJECT);
        } catch (PermanentFault e) {
            return null;
        }
    }

    private static boolean structured(ToldRecord told) {
        return told.headers()
                .getOrDefault("content-type", "")
                .strip()
                .toLowerCase(Locale.ROOT)
                .startsWith(STRUCTURED);
    }

    private CaseEvent readWhole(ToldRecord told) {
        Fields event = Fields.of(tree(told.body()));
        return event(told.key(), event, event.objectIfAny("data"));
    }

    private CaseEvent readParts(ToldRecord told) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        ATTRIBUTES.forEach(name -> attributes.put(name, told.headers().get(PREFIX + name)));
        return event(told.key(), Fields.of(attributes, PREFIX), Fields.of(tree(told.body())));
    }

    private static CaseEvent event(@Nullable String key, Fields attributes, Fields body) {
        attributes.oneOf("specversion", List.of(VERSION), version -> version);
        CaseEventType type = attributes.oneOf("type", List.of(CaseEventType.values()), CaseEventType::id);
        Envelope envelope = new Envelope(
                attributes.requiredText("source"),
                attributes.requiredText("id"),
                reference(key, attributes.text(SUBJECT)),
                attributes.moment("time"));
        return type.read(envelope, body);
    }

    private static Reference reference(@Nullable String key, @Nullable String subject) {
        if (key != null && subject != null && !key.equals(subject)) {
            throw new PermanentFault("the record's key and the subject: expected the same reference");
        }
        String given = subject == null ? key : subject;
        try {
            return new Reference(given == null ? "" : given);
        } catch (IllegalArgumentException e) {
            throw new PermanentFault("subject: expected a reference such as WL-7NN1-CMXH");
        }
    }

    /** What has no fields may as well have no body. */
    private JsonNode tree(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new PermanentFault("the body: expected JSON in UTF-8");
        }
    }
}
