package org.feedbackhub.survey;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was answered about one feedback.
 *
 * @param chosen the value of the option, by the question's id: a whole number on a scale, a word otherwise
 * @param written what was written, by the question's id
 * @param answeredAt when it was first answered
 * @param changedAt when it was last changed, or first answered
 * @param concern what was written that may tell of harm (P11), even if it was changed since; or null
 */
public record SurveyAnswer(
        Map<String, Object> chosen,
        Map<String, String> written,
        Instant answeredAt,
        Instant changedAt,
        @Nullable String concern) {

    public SurveyAnswer {
        chosen = Map.copyOf(chosen);
        written = Map.copyOf(written);
    }

    /** Whether only those who look after safeguarding may read what was written (P11). */
    public boolean restricted() {
        return concern != null;
    }
}
