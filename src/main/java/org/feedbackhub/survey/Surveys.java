package org.feedbackhub.survey;

import java.net.URI;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;

/** What those who write to residents must know of the survey (P15). */
public interface Surveys {

    /** Where this feedback's contact answers, under an address that nobody can guess. */
    URI page(Feedback feedback);

    /** Where the person asks to be sent no survey again; one post to it is enough (RFC 8058). */
    URI optOut(Feedback feedback);

    /** Whether the feedback's contact has answered. */
    boolean answered(Reference reference);

    /** Whether the person wants no surveys from the council. */
    boolean optedOut(CouncilId council, EmailAddress person);
}
