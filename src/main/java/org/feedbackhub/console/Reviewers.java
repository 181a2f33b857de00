package org.feedbackhub.console;

import java.util.Optional;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.review.ReviewQueue;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Who decides what: reviewers of their councils, and of what may tell of harm only those who look after that (P11). */
@Component
class Reviewers {

    private static final Role[] REVIEWERS = {Role.REVIEWER, Role.SAFEGUARDING};

    private final ReadableFeedback readable;

    Reviewers(ReadableFeedback readable) {
        this.readable = readable;
    }

    /** Whether the person decides anything at all. */
    static boolean any(Authentication person) {
        return !Permissions.councils(person, REVIEWERS).isEmpty();
    }

    /** The person as one of those who decide; forbidden to all others. */
    static ReviewQueue.Reviewer reviewer(Authentication person) {
        if (!any(person)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return new ReviewQueue.Reviewer(
                person.getName(),
                Permissions.councils(person, Role.REVIEWER),
                Permissions.councils(person, Role.SAFEGUARDING));
    }

    /** What the person decides about; nothing for those who may not, as for what is not there. */
    Optional<Feedback> find(String reference, Authentication person) {
        reviewer(person);
        return readable.find(reference, person).filter(feedback -> decides(feedback, person));
    }

    /** The same where it must be there. */
    Feedback required(String reference, Authentication person) {
        return find(reference, person).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Whether the person decides what this is, and not only reads it. */
    static boolean decides(Feedback feedback, Authentication person) {
        Role role = feedback.mayTellOfHarm() ? Role.SAFEGUARDING : Role.REVIEWER;
        return Permissions.has(person, feedback.submission().council(), role);
    }

    /** The feedback of the same council that somebody names as the one to which another belongs, if the person may read it. */
    Optional<Reference> other(String quoted, CouncilId council, Authentication person) {
        return readable.find(quoted, person)
                .filter(feedback -> feedback.submission().council().equals(council))
                .map(Feedback::reference);
    }
}
