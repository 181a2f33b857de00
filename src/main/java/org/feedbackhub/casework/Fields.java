package org.feedbackhub.casework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.PermanentFault;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object. What is not as it should be is told by the field's name and what is expected, never by what stands
 * there, which may be personal. Fields that nobody asks for do not matter.
 */
final class Fields {

    /** Whatever a case system calls something, it is no longer than this. */
    static final int LONGEST_TEXT = 2000;

    private final JsonNode json;
    private final String path;

    private Fields(JsonNode json, String path) {
        this.json = json;
        this.path = path;
    }

    /** Those of an event's body. @throws PermanentFault if it is no JSON object */
    static Fields of(JsonNode body) {
        if (!body.isObject()) {
            throw new PermanentFault("the body: expected a JSON object");
        }
        return new Fields(body, "");
    }

    /** Those of an object whose names stand elsewhere with this prefix. */
    static Fields of(ObjectNode object, String prefix) {
        return new Fields(object, prefix);
    }

    /** Null if it is absent, null or blank. */
    @Nullable
    String text(String name) {
        JsonNode value = json.path(name);
        if (absent(value)) {
            return null;
        }
        if (!value.isTextual() || value.textValue().length() > LONGEST_TEXT || !storable(value.textValue())) {
            throw expected(name, "a text of at most " + LONGEST_TEXT + " characters");
        }
        return value.textValue().isBlank() ? null : value.textValue().strip();
    }

    /** Null if it is absent or null. */
    @Nullable
    LocalDate day(String name) {
        JsonNode value = json.path(name);
        if (absent(value)) {
            return null;
        }
        try {
            return LocalDate.parse(value.isTextual() ? value.textValue() : "");
        } catch (DateTimeParseException e) {
            throw expected(name, "a date such as 2026-12-24");
        }
    }

    LocalDate requiredDay(String name) {
        LocalDate day = day(name);
        if (day == null) {
            throw expected(name, "a date such as 2026-12-24");
        }
        return day;
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw expected(name, "a text");
        }
        return text;
    }

    Instant moment(String name) {
        try {
            return OffsetDateTime.parse(requiredText(name)).toInstant();
        } catch (DateTimeParseException e) {
            throw expected(name, "a moment such as 2026-12-24T09:30:00Z");
        }
    }

    int atLeast(String name, int least) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least) {
            throw expected(name, "a whole number from " + least);
        }
        return value.intValue();
    }

    /** False if it is absent or null. */
    boolean truth(String name) {
        JsonNode value = json.path(name);
        if (!absent(value) && !value.isBoolean()) {
            throw expected(name, "true or false");
        }
        return value.asBoolean(false);
    }

    <T> T oneOf(String name, List<T> known, Function<T, String> id) {
        JsonNode value = json.path(name);
        Optional<T> found = known.stream()
                .filter(one -> value.isTextual() && id.apply(one).equals(value.textValue()))
                .findFirst();
        return found.orElseThrow(() -> expected(
                name, "one of " + String.join(", ", known.stream().map(id).toList())));
    }

    /** Null if it is absent or null. */
    @Nullable
    EmailAddress email(String name) {
        String given = text(name);
        return given == null
                ? null
                : EmailAddress.parse(given).orElseThrow(() -> expected(name, "an e-mail address or nothing"));
    }

    /** An object without fields if it is absent or null. */
    Fields objectIfAny(String name) {
        return absent(json.path(name)) ? new Fields(MissingNode.getInstance(), path + name + ".") : object(name);
    }

    Fields object(String name) {
        JsonNode value = json.path(name);
        if (!value.isObject()) {
            throw expected(name, "a JSON object");
        }
        return new Fields(value, path + name + ".");
    }

    /** Halves of characters, and the one of value 0, are in no text that a database takes. */
    private static boolean storable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private PermanentFault expected(String name, String what) {
        return new PermanentFault(path + name + ": expected " + what);
    }
}
