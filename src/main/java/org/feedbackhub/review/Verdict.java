package org.feedbackhub.review;

import java.util.EnumSet;
import java.util.Set;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.ServiceArea;
import org.jspecify.annotations.Nullable;

/**
 * What a person takes a feedback for.
 *
 * @param kind what it is
 * @param area what it is about, or null where that is not clear
 * @param flags what else must be known; that it may tell of harm is decided apart from this
 */
public record Verdict(Kind kind, @Nullable ServiceArea area, Set<Flag> flags) {

    /** Those that a reviewer can correct. */
    public static final Set<Flag> CORRECTABLE = EnumSet.complementOf(EnumSet.of(Flag.SAFEGUARDING));

    public Verdict {
        flags = Set.copyOf(flags);
        if (!CORRECTABLE.containsAll(flags)) {
            throw new IllegalArgumentException(
                    "whether something may tell of harm is marked or released, not corrected");
        }
    }
}
