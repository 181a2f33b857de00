package org.feedbackhub.review;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.TreeSet;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Sha256;

/** By what it is told whether a feedback still stands as a page has shown it. */
public final class Shown {

    private Shown() {}

    /** The same as long as nobody has decided anything about what the feedback is, or where it belongs. */
    public static String of(Feedback feedback) {
        Classification classification = feedback.classification();
        String stands = String.join(
                "\n",
                classification.kind().id(),
                classification.kinds().toString(),
                Objects.toString(classification.serviceArea()),
                new TreeSet<>(classification.flags()).toString(),
                Double.toString(classification.confidence()),
                classification.reasons().toString(),
                Boolean.toString(classification.forReview()),
                Objects.toString(feedback.joinedTo()));
        return Sha256.of(stands.getBytes(StandardCharsets.UTF_8));
    }
}
