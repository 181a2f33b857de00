package org.feedbackhub.notification;

import java.util.regex.Pattern;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.jspecify.annotations.Nullable;

/** Decides at its due time whether an acknowledgement goes out, and in which words. */
final class AcknowledgementPolicy {

    /** Local parts that by their name belong to a machine. */
    private static final Pattern NOBODY_READS =
            Pattern.compile("^(no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?|notifications?)\\b");

    private final Councils councils;

    AcknowledgementPolicy(Councils councils) {
        this.councils = councils;
    }

    Decision decide(Feedback feedback, @Nullable EmailAddress recipient) {
        if (recipient == null) {
            return new Decision.Suppress("no e-mail address is known (P22)");
        }
        if (councils.ownAddress(recipient)
                || councils.get(feedback.submission().council()).staff().includes(recipient)) {
            return new Decision.Suppress("the address is the council's own");
        }
        if (NOBODY_READS.matcher(recipient.value()).find()) {
            return new Decision.Suppress("nobody reads what is sent to that address");
        }
        if (!feedback.submission().quoted().isEmpty()) {
            return new Decision.Suppress("it names earlier feedback, so it is not acknowledged as new (P14)");
        }
        return new Decision.Send(template(feedback), "due");
    }

    /** Neutral words where the kind is not sure, and where any other could give away what somebody confided (P11). */
    String template(Feedback feedback) {
        Classification classification = feedback.classification();
        if (classification.forReview() || classification.flags().contains(Flag.SAFEGUARDING)) {
            return Templates.NEUTRAL;
        }
        return classification.kind().referral()
                ? Templates.REFERRAL
                : Notification.ACKNOWLEDGEMENT + "-" + classification.kind().id();
    }
}
