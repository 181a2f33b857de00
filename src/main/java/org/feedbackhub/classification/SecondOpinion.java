package org.feedbackhub.classification;

import java.util.Optional;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Submission;

/** What somebody else takes a message for of which the model is not sure. */
interface SecondOpinion {

    /** Nobody else is asked. */
    SecondOpinion NONE = submission -> Optional.empty();

    /** The kind that it takes the message for; nothing if it does not say, in which case a person decides as ever. */
    Optional<Kind> of(Submission submission);
}
