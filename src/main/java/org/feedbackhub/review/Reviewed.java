package org.feedbackhub.review;

import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;

/** What came of what a reviewer wanted. */
public sealed interface Reviewed {

    /** It was done. @param other the feedback that was split off, or joined; null where there is none */
    record Done(Feedback now, @Nullable Reference other) implements Reviewed {}

    /** It does not stand any more as the page has shown it: somebody else has decided, or it has moved. Nothing was changed. */
    record Stale() implements Reviewed {}

    /** It cannot be done. Nothing was changed. @param why for the person who wanted it */
    record Refused(String why) implements Reviewed {}
}
