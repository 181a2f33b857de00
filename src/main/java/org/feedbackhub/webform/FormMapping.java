package org.feedbackhub.webform;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.feedbackhub.council.Form;

/** Where a form's JSON has the contract's fields. */
final class FormMapping {

    private final Map<FormField, List<JsonPointer>> places = new EnumMap<>(FormField.class);

    private final JsonFiles files;

    /** Of what has the contract's own fields. */
    FormMapping() {
        files = JsonFiles.ofContract();
        takeContractsOwn();
    }

    private void takeContractsOwn() {
        for (FormField field : FormField.values()) {
            places.put(field, List.of(JsonPointer.compile("/" + field.id())));
        }
    }

    /** @throws IllegalArgumentException if the form's configuration names a field that there is not */
    FormMapping(Form form) {
        files = JsonFiles.of(form.files());
        if (form.fields().isEmpty()) {
            takeContractsOwn();
        }
        form.fields().forEach((name, pointers) -> {
            FormField field = FormField.of(name)
                    .orElseThrow(() -> new IllegalArgumentException("form " + form.id() + " maps '" + name
                            + "', which is no field of feedback-api.openapi.yaml"));
            places.put(field, pointers.stream().map(JsonPointer::compile).toList());
        });
    }

    /** Where its files are. */
    JsonFiles files() {
        return files;
    }

    /** What the posting tells. */
    FormValues values(FormBody body) {
        Map<FormField, String> values = new LinkedHashMap<>();
        places.forEach((field, pointers) -> {
            List<String> found = new ArrayList<>();
            pointers.forEach(pointer -> {
                String text = text(body.fields().at(pointer));
                if (!text.isBlank()) {
                    found.add(text.strip());
                }
            });
            values.put(
                    field, String.join(field == FormField.ADDRESS || field == FormField.MESSAGE ? "\n" : " ", found));
        });
        return new FormValues(values, body.files());
    }

    /** A value as text: what an object or a list holds, in its order. */
    private static String text(JsonNode value) {
        if (value.isContainerNode()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(FormMapping::text)
                    .filter(text -> !text.isBlank())
                    .collect(Collectors.joining(value.isArray() ? ", " : "\n"));
        }
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }
}
