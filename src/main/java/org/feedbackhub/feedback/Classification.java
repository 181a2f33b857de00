package org.feedbackhub.feedback;

import java.util.ArrayList;
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

    /** Of what a person or a case system has decided. */
    private static final double SURE = 1;

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

    /**
     * The same once somebody has settled what it is: it is sure, and what led to the proposal is kept beside who decided.
     *
     * @param settled takes the lead among the kinds; the one that led before is not among them any more
     * @param area as it stands now, or null where it is not clear
     * @param noted the flags that it has now
     * @param why that somebody decided, without anything personal
     */
    public Classification settled(Kind settled, @Nullable ServiceArea area, Set<Flag> noted, Reason why) {
        List<Kind> all = new ArrayList<>(List.of(settled));
        kinds.stream().filter(other -> other != kind && other != settled).forEach(all::add);
        List<Reason> reasonsNow = new ArrayList<>(reasons);
        reasonsNow.add(why);
        return new Classification(settled, all, area, noted, SURE, reasonsNow, false, judgement);
    }

    /** The same with these flags. */
    public Classification noting(Set<Flag> noted, Reason why) {
        List<Reason> reasonsNow = new ArrayList<>(reasons);
        reasonsNow.add(why);
        return new Classification(kind, kinds, serviceArea, noted, confidence, reasonsNow, forReview, judgement);
    }

    /** The same, which nobody has to look at any more. */
    Classification reviewed() {
        return new Classification(kind, kinds, serviceArea, flags, confidence, reasons, false, judgement);
    }
}
