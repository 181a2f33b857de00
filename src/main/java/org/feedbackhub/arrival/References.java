package org.feedbackhub.arrival;

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

    /** A reference of the council; should it be taken, the database's key refuses it and another is drawn. */
    Reference drawn(String prefix) {
        return Reference.of(
                prefix, random.ints(Reference.RANDOM_SIGNS, 0, SIGNS).toArray());
    }
}
