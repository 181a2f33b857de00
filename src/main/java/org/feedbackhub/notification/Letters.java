package org.feedbackhub.notification;

import java.time.Instant;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.print.LetterText;

/** What is told on paper. */
final class Letters {

    private Letters() {}

    /** In large print for whoever has asked for large print, Braille or another adjustment (P21). */
    static LetterText text(CouncilProfile council, Feedback feedback, Templates.Rendered content, Instant now) {
        return new LetterText(
                council.id(),
                feedback.reference(),
                now.atZone(council.timeZone()).toLocalDate(),
                content.language(),
                feedback.submission().contact(),
                content.subject(),
                content.content(),
                feedback.classification().flags().contains(Flag.ACCESSIBLE_FORMAT));
    }
}
