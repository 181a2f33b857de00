package org.feedbackhub.notification;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.notification.NotificationType.Audience;
import org.feedbackhub.survey.Surveys;
import org.jspecify.annotations.Nullable;

/** Puts what is known of a feedback into the words of a template. */
final class Composer {

    private final Templates templates;
    private final Surveys surveys;
    private final URI publicUrl;

    Composer(Templates templates, Surveys surveys, URI publicUrl) {
        this.templates = templates;
        this.surveys = surveys;
        this.publicUrl = publicUrl;
    }

    /** The words of a mail. @param optOut where its reader asks for no more of them, or null */
    record Composed(Templates.Rendered content, @Nullable URI optOut) {}

    /**
     * The mail.
     *
     * @param file how the feedback's case stands
     * @throws com.samskivert.mustache.MustacheException if a value that the template asks for is missing
     */
    Composed compose(
            Notification notification, CouncilProfile council, Feedback feedback, CaseFile file, String template) {
        if (notification.type().audience() != Audience.SURVEYED) {
            return new Composed(rendered(notification, council, feedback, file, template, Map.of()), null);
        }
        URI optOut = surveys.optOut(feedback, notification.id());
        return new Composed(
                rendered(
                        notification,
                        council,
                        feedback,
                        file,
                        template,
                        surveyLinks(surveys.page(feedback).toString(), optOut.toString())),
                optOut);
    }

    /** The same to look at, without the survey's true links: whoever has those can answer in the reader's place. */
    Templates.Rendered draft(
            Notification notification, CouncilProfile council, Feedback feedback, CaseFile file, String template) {
        String nowhere = publicUrl + "/survey/only-in-the-mail";
        return rendered(notification, council, feedback, file, template, surveyLinks(nowhere, nowhere));
    }

    private static Map<String, String> surveyLinks(String page, String optOut) {
        return Map.of("surveyPage", page, "surveyOptOut", optOut);
    }

    private Templates.Rendered rendered(
            Notification notification,
            CouncilProfile council,
            Feedback feedback,
            CaseFile file,
            String template,
            Map<String, String> links) {
        Map<String, Object> values = new HashMap<>(FeedbackValues.of(council, feedback, file));
        values.putAll(notification.facts());
        values.put("story", publicUrl + "/console/feedback/" + feedback.reference());
        values.putAll(links);
        String language =
                notification.type().toContact() ? feedback.submission().language() : Templates.ENGLISH;
        return templates.render(council.id(), template, language, values);
    }
}
