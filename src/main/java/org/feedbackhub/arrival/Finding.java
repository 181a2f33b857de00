package org.feedbackhub.arrival;

import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Submission;
import org.jspecify.annotations.Nullable;

/** What was found out about an arrival on its way to its outcome. */
public sealed interface Finding {

    /** What came. */
    Arrived arrived();

    /** A person wrote it. */
    record Written(Arrived arrived, Submission submission) implements Finding {}

    /** A person wrote it, and it has been classified. */
    record Understood(Arrived arrived, Submission submission, Classification classification) implements Finding {}

    /** A machine wrote it, as the reason tells; where it is a bounce, with what it reports. */
    record Automatic(Arrived arrived, String reason, @Nullable DeliveryReport report) implements Finding {}

    /** The council's mail gateway marked it, as the reason tells. */
    record Spam(Arrived arrived, String reason) implements Finding {}

    /** It cannot be read; the reason names what is wrong without repeating what it holds. */
    record Unreadable(Arrived arrived, String reason) implements Finding {}
}
