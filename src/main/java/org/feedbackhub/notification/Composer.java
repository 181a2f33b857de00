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
        if (notification.type().audience() != Audience.SURVEYED) {
            return new Composed(rendered(notification, council, feedback, template, Map.of()), null);
        }
        URI optOut = surveys.optOut(feedback);
        return new Composed(
                rendered(
                        notification,
                        council,
                        feedback,
                        template,
                        surveyLinks(surveys.page(feedback).toString(), optOut.toString())),
                optOut);
    }

    /** The same to look at, without the survey's true links: whoever has those can answer in the reader's place. */
    Templates.Rendered draft(Notification notification, CouncilProfile council, Feedback feedback, String template) {
        String nowhere = publicUrl + "/survey/only-in-the-mail";
        return rendered(notification, council, feedback, template, surveyLinks(nowhere, nowhere));
    }

    private static Map<String, String> surveyLinks(String page, String optOut) {
        return Map.of("surveyPage", page, "surveyOptOut", optOut);
    }

    private Templates.Rendered rendered(
            Notification notification,
            CouncilProfile council,
            Feedback feedback,
            String template,
            Map<String, String> links) {
        Map<String, Object> values =
                new HashMap<>(FeedbackValues.of(council, feedback, cases.of(feedback.reference())));
        values.putAll(notification.facts());
        values.put("story", publicUrl + "/console/feedback/" + feedback.reference());
        values.putAll(links);
        String language =
                notification.type().toContact() ? feedback.submission().language() : Templates.ENGLISH;
        return templates.render(council.id(), template, language, values);
    }
}
