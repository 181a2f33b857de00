package org.feedbackhub.notification;

import java.net.URI;
import java.util.UUID;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.survey.Surveys;

/** Nobody has answered a survey yet. */
class NoSurveys implements Surveys {

    @Override
    public URI page(Feedback feedback) {
        return URI.create("https://feedback.example.org/survey/token");
    }

    @Override
    public URI optOut(Feedback feedback, UUID survey) {
        return URI.create("https://feedback.example.org/survey/opt-out/token");
    }

    @Override
    public boolean answered(Reference reference) {
        return false;
    }

    @Override
    public boolean optedOut(CouncilId council, EmailAddress person) {
        return false;
    }
}
