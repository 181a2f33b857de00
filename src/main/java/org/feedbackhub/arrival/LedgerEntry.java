package org.feedbackhub.arrival;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger: something that came, and the one outcome that it had.
 *
 * @param id of the line
 * @param arrived what came
 * @param arrivedAt when the hub took it
 * @param outcome what became of it
 * @param reason why, without personal data
 * @param reference of the feedback that it became, joined, or repeats
 * @param fingerprint by which a second copy is known, where there is one
 * @param duplicateOf the line of the first copy, if this is a second one
 * @param attention why a person should look at it though it is dealt with
 */
record LedgerEntry(
        UUID id,
        @JsonUnwrapped Arrived arrived,
        Instant arrivedAt,
        Outcome outcome,
        String reason,
        @Nullable Reference reference,
        @Nullable String fingerprint,
        @Nullable UUID duplicateOf,
        @Nullable String attention) {

    /** The same thing that came, as a second copy of what this line is about. */
    LedgerEntry duplicateOf(ArrivalLedger.Original original) {
        return new LedgerEntry(
                id,
                arrived,
                arrivedAt,
                Outcome.DUPLICATE,
                "a copy of a message that came before",
                original.reference(),
                fingerprint,
                original.id(),
                null);
    }
}
