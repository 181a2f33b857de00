package org.feedbackhub.arrival;

import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;

/**
 * How an arrival stands in the ledger; once this is returned, its source may be ticked off.
 *
 * @param outcome what became of it
 * @param reference of the feedback that it became or joined, or null
 * @param again whether it had been recorded before, so that nothing was done now
 * @param promise what was promised for the feedback that began just now, or null
 */
public record Recorded(Outcome outcome, @Nullable Reference reference, boolean again, @Nullable Promise promise) {

    /** How something stands that began no feedback just now. */
    public Recorded(Outcome outcome, @Nullable Reference reference, boolean again) {
        this(outcome, reference, again, null);
    }

    /** Whether a person must look at it before anything happens. */
    public boolean quarantined() {
        return outcome == Outcome.QUARANTINED;
    }
}
