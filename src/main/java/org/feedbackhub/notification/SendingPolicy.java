package org.feedbackhub.notification;

import java.util.regex.Pattern;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;

/** Decides at its due time whether a notification goes out, and in which words. */
final class SendingPolicy {

    /** Local parts that by their name belong to a machine. */
    private static final Pattern NOBODY_READS =
            Pattern.compile("^(no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?|notifications?)\\b");

    private final Councils councils;
    private final SendingHistory history;

    SendingPolicy(Councils councils, SendingHistory history) {
        this.councils = councils;
        this.history = history;
    }

    Decision decide(Notification notification, Feedback feedback) {
        EmailAddress recipient = notification.recipient();
        if (recipient == null) {
            return new Decision.Suppress("no e-mail address is known (P22)");
        }
        CouncilProfile council = councils.get(feedback.submission().council());
        if (councils.ownAddress(recipient) || council.staff().includes(recipient)) {
            return new Decision.Suppress("the address is the council's own");
        }
        if (nobodyReads(recipient)) {
            return new Decision.Suppress("nobody reads what is sent to that address");
        }
        if (history.undeliverable(council.id(), recipient)) {
            return new Decision.Suppress("mail to that address has come back as undeliverable");
        }
        return history.capReached(notification)
                .<Decision>map(cap -> new Decision.Suppress(
                        "the person has had " + cap.atMost() + " of these within " + cap.within()))
                .orElseGet(() -> new Decision.Send(template(notification.name(), feedback), "due"));
    }

    /** Whether the address belongs by its name to a machine. */
    static boolean nobodyReads(EmailAddress address) {
        return NOBODY_READS.matcher(address.value()).find();
    }

    /** Neutral words where the kind is not sure, and where any other could give away what somebody confided (P11). */
    static String template(String notification, Feedback feedback) {
        if (!notification.equals(Notification.ACKNOWLEDGEMENT)) {
            return notification;
        }
        Classification classification = feedback.classification();
        if (classification.forReview() || classification.flags().contains(Flag.SAFEGUARDING)) {
            return Templates.NEUTRAL;
        }
        return classification.kind().referral()
                ? Templates.REFERRAL
                : Notification.ACKNOWLEDGEMENT + "-" + classification.kind().id();
    }
}
