package org.feedbackhub.survey;

import org.feedbackhub.feedback.Feedback;

/** Whoever must know at once that words which came outside a message may tell of harm to a child or an adult at risk (P11). */
public interface SafeguardingConcern {

    /**
     * Called in the transaction that records the words, which ends with what this throws.
     *
     * @param feedback to which the words belong
     * @param where the words are shown in the console: a path with its fragment, never the words
     */
    void raised(Feedback feedback, String where);
}
