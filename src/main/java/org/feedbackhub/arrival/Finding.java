package org.feedbackhub.arrival;

import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Origin;
import org.feedbackhub.feedback.Submission;
import org.jspecify.annotations.Nullable;

/** What was found out about an arrival on its way to its outcome. */
public sealed interface Finding {

    /** What came. */
    Arrived arrived();

    /** A person wrote it. */
    record Written(Arrived arrived, Submission submission) implements Finding {}

    /**
     * A person wrote it, and it has been classified.
     *
     * @param intent what they want, should it turn out that they write about a feedback of theirs
     */
    record Understood(Arrived arrived, Submission submission, Classification classification, Intent intent)
            implements Finding {

        /** The same with this submission. */
        Understood with(Submission other) {
            return new Understood(arrived, other, classification, intent);
        }
    }

    /** A machine wrote it, as the reason tells; where it is a bounce, with what it reports. */
    record Automatic(Arrived arrived, String reason, @Nullable DeliveryReport report) implements Finding {}

    /** The council's mail gateway marked it, as the reason tells. */
    record Spam(Arrived arrived, String reason) implements Finding {}

    /** It cannot be read; the reason names what is wrong without repeating what it holds. */
    record Unreadable(Arrived arrived, String reason) implements Finding {}

    /**
     * It is larger than may be taken, so nobody reads it unless a person opens it.
     *
     * @param sender whom to tell, or null if nobody is to be told: a machine, or somebody unknown
     * @param origin to which the mail that tells them threads itself
     */
    record TooLarge(Arrived arrived, String reason, @Nullable EmailAddress sender, Origin origin) implements Finding {}
}
