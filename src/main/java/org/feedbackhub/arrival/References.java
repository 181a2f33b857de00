package org.feedbackhub.arrival;

import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.feedbackhub.feedback.Reference;

/** Draws references at random, so that one does not tell how many there are or what the next one is. */
final class References {

    private static final int SIGNS = 29;

    private final RandomGenerator random;

    /** @param random cryptographically strong in production */
    References(RandomGenerator random) {
        this.random = random;
    }

    /** A reference of the council that is not taken; the database's key guards against two drawn at the same moment. */
    Reference unused(String prefix, Predicate<Reference> taken) {
        Reference reference;
        do {
            reference = Reference.of(
                    prefix, random.ints(Reference.RANDOM_SIGNS, 0, SIGNS).toArray());
        } while (taken.test(reference));
        return reference;
    }
}
