package org.feedbackhub.notification;

import java.util.HashMap;
import java.util.Map;
import org.feedbackhub.council.CouncilProfile;

/** The values that a notice's template may use: the council's texts and the facts of the occasion. */
final class NoticeValues {

    private NoticeValues() {}

    static Map<String, Object> of(CouncilProfile council, Map<String, String> facts) {
        Map<String, Object> values = new HashMap<>(council.texts());
        values.put("councilName", council.name());
        values.putAll(facts);
        return values;
    }
}
