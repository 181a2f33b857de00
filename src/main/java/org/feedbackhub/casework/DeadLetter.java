package org.feedbackhub.casework;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a case system told and the hub could not use.
 *
 * @param told as it came
 * @param cause in words, without what was told
 * @param receivedAt when it became one
 * @param triedAt when somebody last replayed or discarded it, or null
 * @param triedBy who did
 * @param outcome what became of it, or null while it waits
 */
public record DeadLetter(
        UUID id,
        ToldRecord told,
        String cause,
        Instant receivedAt,
        @Nullable Instant triedAt,
        @Nullable String triedBy,
        @Nullable String outcome) {

    /** Whether it still waits. */
    public boolean waits() {
        return outcome == null;
    }
}
