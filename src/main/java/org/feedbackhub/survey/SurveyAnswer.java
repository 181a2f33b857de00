package org.feedbackhub.survey;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
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
        // in the order of the questions
        chosen = Collections.unmodifiableMap(new LinkedHashMap<>(chosen));
        written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
    }

    /** Whether only those who look after safeguarding may read what was written (P11). */
    public boolean restricted() {
        return concern != null;
    }

    /** Whether the answers are the same, whenever they were given. */
    boolean saysTheSameAs(SurveyAnswer other) {
        return chosen.equals(other.chosen) && written.equals(other.written);
    }

    /** The same with this concern. */
    SurveyAnswer with(String other) {
        return new SurveyAnswer(chosen, written, answeredAt, changedAt, other);
    }
}
