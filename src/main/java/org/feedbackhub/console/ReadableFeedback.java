package org.feedbackhub.console;

import java.util.Optional;
import java.util.Set;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Reference;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Which feedback a person may read: that of their councils, and what may tell of harm only with its own role (P11). */
@Component
class ReadableFeedback {

    private static final Role[] READERS = {Role.OPERATOR, Role.REVIEWER, Role.DATA_PROTECTION};

    private final FeedbackRecords records;

    ReadableFeedback(FeedbackRecords records) {
        this.records = records;
    }

    /** Nothing for those who may not, as for what is not there: the answer must not tell whether a reference exists. */
    Optional<Feedback> find(String reference, Authentication person) {
        return Reference.parse(reference).flatMap(records::find).filter(feedback -> mayRead(feedback, person));
    }

    /** The councils of which the person may read what is not flagged as safeguarding. */
    static Set<CouncilId> councils(Authentication person) {
        return Permissions.councils(person, READERS);
    }

    private static boolean mayRead(Feedback feedback, Authentication person) {
        CouncilId council = feedback.submission().council();
        return feedback.classification().flags().contains(Flag.SAFEGUARDING)
                ? Permissions.has(person, council, Role.SAFEGUARDING)
                : Permissions.has(person, council, READERS);
    }
}
