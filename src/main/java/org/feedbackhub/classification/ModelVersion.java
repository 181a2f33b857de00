package org.feedbackhub.classification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model that was made, whether or not it ever judged.
 *
 * @param version by which feedback names it
 * @param base the version of the configured examples, rules and areas on which it was made; its own where it learnt from these alone
 * @param madeAt when it was made
 * @param examples from how many of the configured ones it learnt, those that only describe an area included
 * @param lessons from how many decisions of people
 * @param figures how it did
 * @param adoptedAt when it began to judge, the last time; null where it was refused
 * @param reason why it was adopted or refused
 */
public record ModelVersion(
        String version,
        String base,
        Instant madeAt,
        int examples,
        int lessons,
        Figures figures,
        @Nullable Instant adoptedAt,
        String reason) {

    /** Whether it learnt from the configured examples alone. */
    public boolean configured() {
        return version.equals(base);
    }
}
