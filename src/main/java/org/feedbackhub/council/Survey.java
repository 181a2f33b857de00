package org.feedbackhub.council;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.feedbackhub.feedback.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The satisfaction survey (P15).
 *
 * @param kinds after whose answer it is sent; none where the council surveys nobody
 * @param after how many days after the answer, or after the acknowledgement where that is the answer
 * @param remindAfter how many days after the survey who has not answered is asked once more, or null for never
 * @param onePersonWithin for how many days a person who was sent one is sent no other
 * @param answerWithin for how many days it can be answered
 * @param source the policy's clause
 */
public record Survey(
        @NotNull Set<Kind> kinds,
        @Min(1) @Max(60) int after,
        @Nullable @Min(1) @Max(60) Integer remindAfter,
        @Min(0) @Max(366) int onePersonWithin,
        @Min(1) @Max(366) int answerWithin,
        @NotBlank String source) {}
