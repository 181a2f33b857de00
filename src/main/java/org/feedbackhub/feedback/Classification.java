package org.feedbackhub.feedback;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a submission was taken for, and why.
 *
 * @param kind the most consequential of what the message holds
 * @param kinds all that it holds, the leading one first
 * @param serviceArea what it is about, or null where that is not clear
 * @param flags what else must be known
 * @param confidence in the kind, from 0 to 1
 * @param reasons in the order of their weight
 * @param forReview whether a person decides before the case systems act
 * @param judgement what the model made of it; null where a person or a case system decided, or no model was asked
 */
public record Classification(
        Kind kind,
        List<Kind> kinds,
        @Nullable ServiceArea serviceArea,
        Set<Flag> flags,
        double confidence,
        List<Reason> reasons,
        boolean forReview,
        @Nullable Judgement judgement) {

    public Classification {
        if (!kinds.contains(kind) || confidence < 0 || confidence > 1) {
            throw new IllegalArgumentException("kind must be among the kinds, confidence between 0 and 1");
        }
        kinds = List.copyOf(kinds);
        flags = Set.copyOf(flags);
        reasons = List.copyOf(reasons);
    }

    /** As decided without the model. */
    public Classification(
            Kind kind,
            List<Kind> kinds,
            @Nullable ServiceArea serviceArea,
            Set<Flag> flags,
            double confidence,
            List<Reason> reasons,
            boolean forReview) {
        this(kind, kinds, serviceArea, flags, confidence, reasons, forReview, null);
    }
}
