package org.feedbackhub.notification;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.notification.NotificationType.Audience;
import org.feedbackhub.survey.Surveys;
import org.jspecify.annotations.Nullable;

/** Puts what is known of a feedback into the words of a template. */
final class Composer {

    private final Templates templates;
    private final CaseRecords cases;
    private final Surveys surveys;
    private final URI publicUrl;

    Composer(Templates templates, CaseRecords cases, Surveys surveys, URI publicUrl) {
        this.templates = templates;
        this.cases = cases;
        this.surveys = surveys;
        this.publicUrl = publicUrl;
    }

    /** The words of a mail. @param optOut where its reader asks for no more of them, or null */
    record Composed(Templates.Rendered content, @Nullable URI optOut) {}

    /** @throws com.samskivert.mustache.MustacheException if a value that the template asks for is missing */
    Composed compose(Notification notification, CouncilProfile council, Feedback feedback, String template) {
        Map<String, Object> values =
                new HashMap<>(FeedbackValues.of(council, feedback, cases.of(feedback.reference())));
        values.putAll(notification.facts());
        values.put("story", publicUrl + "/console/feedback/" + feedback.reference());
        URI optOut = null;
        if (notification.type().audience() == Audience.SURVEYED) {
            optOut = surveys.optOut(feedback);
            values.put("surveyPage", surveys.page(feedback).toString());
            values.put("surveyOptOut", optOut.toString());
        }
        String language =
                notification.type().toContact() ? feedback.submission().language() : Templates.ENGLISH;
        return new Composed(templates.render(council.id(), template, language, values), optOut);
    }
}
