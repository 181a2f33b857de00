package org.feedbackhub.console;

import java.util.Optional;
import java.util.Set;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.survey.SurveyAnswer;
import org.feedbackhub.survey.SurveyRecords;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Which feedback a person may read: that of their councils, and what may tell of harm only with its own role (P11). */
@Component
class ReadableFeedback {

    private static final Role[] READERS = {Role.OPERATOR, Role.REVIEWER, Role.DATA_PROTECTION};

    private final FeedbackRecords records;
    private final SurveyRecords surveys;

    ReadableFeedback(FeedbackRecords records, SurveyRecords surveys) {
        this.records = records;
        this.surveys = surveys;
    }

    /** Nothing for those who may not, as for what is not there: the answer must not tell whether a reference exists. */
    Optional<Feedback> find(String reference, Authentication person) {
        return Reference.parse(reference).flatMap(records::find).filter(feedback -> mayRead(feedback, person));
    }

    /** The councils of which the person may read what is not flagged as safeguarding. */
    static Set<CouncilId> councils(Authentication person) {
        return Permissions.councils(person, READERS);
    }

    private boolean mayRead(Feedback feedback, Authentication person) {
        CouncilId council = feedback.submission().council();
        return feedback.classification().flags().contains(Flag.SAFEGUARDING)
                ? mayReadOfHarm(feedback, person)
                : Permissions.has(person, council, READERS) || toldOfHarmLater(feedback, person);
    }

    /** What was answered to the survey about it may tell of harm, and is read by those who look after that. */
    private boolean toldOfHarmLater(Feedback feedback, Authentication person) {
        return mayReadOfHarm(feedback, person)
                && surveys.find(feedback.reference())
                        .filter(SurveyAnswer::restricted)
                        .isPresent();
    }

    /** Whether the person may read what may tell of harm in the feedback's council. */
    static boolean mayReadOfHarm(Feedback feedback, Authentication person) {
        return Permissions.has(person, feedback.submission().council(), Role.SAFEGUARDING);
    }
}
