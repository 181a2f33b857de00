package org.feedbackhub.survey;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One question of the survey.
 *
 * @param id by which events and the page's fields name it
 * @param type how it is answered
 * @param wording as residents read it
 * @param hint below it, or null
 * @param required whether the survey cannot be sent without it
 * @param missing what residents are told who left it out, or null where they may
 * @param options of which one is chosen; empty where something is written
 * @param atMost characters that can be written, or null where something is chosen
 */
public record Question(
        @NotNull @Pattern(regexp = "[a-z][A-Za-z]{0,39}", message = "must be up to 40 letters, such as onTime")
                String id,
        @NotNull Type type,
        @NotBlank String wording,
        @Nullable String hint,
        boolean required,
        @Nullable String missing,
        @NotNull List<@Valid Option> options,
        @Nullable @Min(1) @Max(10_000) Integer atMost) {

    /** How a question is answered. */
    public enum Type {
        /** By one of several whole numbers, each with its wording. */
        @JsonProperty("scale")
        SCALE,
        /** By one of several words. */
        @JsonProperty("choice")
        CHOICE,
        /** In the person's own words. */
        @JsonProperty("text")
        TEXT
    }

    /** What can be chosen. @param value as events carry it @param wording as residents read it */
    public record Option(
            @NotNull @Pattern(regexp = "[A-Za-z0-9-]{1,40}", message = "must be up to 40 letters, digits and hyphens")
                    String value,
            @NotBlank String wording) {}

    public Question {
        options = options == null ? List.of() : List.copyOf(options);
    }

    /** Whether the answer is what somebody wrote. */
    public boolean written() {
        return type == Type.TEXT;
    }

    /** The option of this value, or nothing if there is none. */
    public Optional<Option> option(Object value) {
        return options.stream()
                .filter(option -> option.value().equals(value.toString()))
                .findFirst();
    }
}
