package org.feedbackhub.survey;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/**
 * What a council's residents are asked, from its file in {@code config/survey/} or from the one that serves for all others.
 *
 * @param heading of the page
 * @param introduction below it
 * @param questions in their order
 */
public record Questionnaire(
        @NotBlank String heading, @NotBlank String introduction, @NotEmpty List<@Valid Question> questions) {}
