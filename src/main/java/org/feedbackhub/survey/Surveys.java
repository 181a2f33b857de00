package org.feedbackhub.survey;

import java.net.URI;
import java.util.UUID;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;

/** What those who write to residents must know of the survey (P15). */
public interface Surveys {

    /** Where this feedback's contact answers, under an address that nobody can guess. */
    URI page(Feedback feedback);

    /**
     * Where whoever gets a survey asks to be sent no other; one post to it is enough (RFC 8058).
     *
     * @param survey id of the mail in which the link is to stand, by which {@link SurveyMails} tells the address
     */
    URI optOut(Feedback feedback, UUID survey);

    /** Whether the feedback's contact has answered. */
    boolean answered(Reference reference);

    /** Whether the person wants no surveys from the council. */
    boolean optedOut(CouncilId council, EmailAddress person);
}
