package org.feedbackhub.webform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** Why a person looks at what a page brought, though nobody is refused for it. */
enum PageDoubt {
    TRAPPED("trapped", "the form's trap was filled in"),
    HURRIED("hurried", "it was filled in faster than people do");

    static final String FIELD = "doubts";

    private final String id;
    private final String sentence;

    PageDoubt(String id, String sentence) {
        this.id = id;
        this.sentence = sentence;
    }

    /** The name in what is kept. */
    String id() {
        return id;
    }

    String sentence() {
        return sentence;
    }

    /** The doubts that were kept with a page's answers. */
    static List<PageDoubt> kept(JsonNode fields) {
        return StreamSupport.stream(fields.path(FIELD).spliterator(), false)
                .flatMap(id -> Arrays.stream(values()).filter(doubt -> doubt.id.equals(id.asText())))
                .toList();
    }
}
