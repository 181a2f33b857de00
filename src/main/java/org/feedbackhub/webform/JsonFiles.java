package org.feedbackhub.webform;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.feedbackhub.arrival.ReceivedFile;
import org.feedbackhub.council.FormFiles;
import org.feedbackhub.webform.Refusal.FieldError;
import org.jspecify.annotations.Nullable;

/** Takes the files out of a form's JSON. */
final class JsonFiles {

    /** In problems, wherever the form has them. */
    private static final String FILES = "files";

    private static final JsonFiles CONTRACT =
            new JsonFiles(new FormFiles(List.of("/" + FILES), "name", "mediaType", "content"), true);

    private final FormFiles names;
    private final List<JsonPointer> places;
    private final boolean onlyLists;

    private JsonFiles(FormFiles names, boolean onlyLists) {
        this.names = names;
        this.places = names.places().stream().map(JsonPointer::compile).toList();
        this.onlyLists = onlyLists;
    }

    /** Those of the contract's own list. */
    static JsonFiles ofContract() {
        return CONTRACT;
    }

    /** Those that stand where a form's configuration says. @param names null if it says nothing */
    static JsonFiles of(@Nullable FormFiles names) {
        return names == null ? CONTRACT : new JsonFiles(names, false);
    }

    /** In the order of the places. @throws Refusal if what stands there is no files */
    List<ReceivedFile> in(JsonNode fields) {
        List<ReceivedFile> files = new ArrayList<>();
        for (JsonPointer place : places) {
            JsonNode found = fields.at(place);
            if (found.isArray()) {
                found.forEach(file -> files.add(file(file)));
            } else if (found.isObject() && !onlyLists) {
                files.add(file(found));
            } else if (!isNothing(found)) {
                throw refused("must be a list");
            }
        }
        return files;
    }

    /** Products give an empty text for what nobody answered. */
    private boolean isNothing(JsonNode found) {
        return found.isMissingNode()
                || found.isNull()
                || found.isTextual() && found.asText().isBlank() && !onlyLists;
    }

    private ReceivedFile file(JsonNode file) {
        JsonNode content = file.path(names.content());
        if (!content.isTextual()) {
            throw refused("must each have a " + names.content());
        }
        try {
            return new ReceivedFile(
                    text(file, names.name()),
                    Objects.requireNonNullElse(text(file, names.mediaType()), "")
                            .toLowerCase(Locale.ROOT),
                    Base64.getDecoder().decode(content.asText()));
        } catch (IllegalArgumentException e) {
            throw refused(names.content() + " must be Base64");
        }
    }

    private static @Nullable String text(JsonNode file, @Nullable String property) {
        return property != null && file.path(property).isTextual()
                ? file.path(property).asText()
                : null;
    }

    private static Refusal refused(String detail) {
        return Refusal.ofFields(List.of(new FieldError(FILES, detail)));
    }
}
