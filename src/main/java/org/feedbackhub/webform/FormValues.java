package org.feedbackhub.webform;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.feedbackhub.arrival.ReceivedFile;

/** What somebody filled in: the fields that are not blank, without what cannot be kept, and the files. */
record FormValues(Map<FormField, String> values, List<ReceivedFile> files) {

    FormValues {
        Map<FormField, String> filled = new EnumMap<>(FormField.class);
        values.forEach((field, value) -> {
            String clean = FormReader.clean(value);
            if (!clean.isBlank()) {
                filled.put(field, clean);
            }
        });
        values = filled;
        files = List.copyOf(files);
    }

    /** The same with every field but the message cut to so many signs. */
    FormValues cutTo(int longest) {
        Map<FormField, String> cut = new EnumMap<>(FormField.class);
        values.forEach((field, value) -> cut.put(
                field, field == FormField.MESSAGE || value.length() <= longest ? value : value.substring(0, longest)));
        return new FormValues(cut, files);
    }

    Optional<String> get(FormField field) {
        return Optional.ofNullable(values.get(field));
    }

    /** The value, or an empty text. */
    String orEmpty(FormField field) {
        return values.getOrDefault(field, "");
    }
}
