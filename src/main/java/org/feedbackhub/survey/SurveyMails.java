package org.feedbackhub.survey;

import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;

/** Told by those who send surveys: to whom each of them went. */
public interface SurveyMails {

    /** The address of the survey with this id about this feedback, whatever its contact is now; nothing if it is not kept. */
    Optional<EmailAddress> recipient(Reference reference, UUID survey);
}
