package org.feedbackhub.arrival;

import java.time.Duration;

/**
 * How long to wait before what has failed is tried again.
 *
 * @param first the pause after the first failure; it doubles with each further one
 * @param atMost the longest pause
 */
public record Backoff(Duration first, Duration atMost) {

    /** Beyond so many doublings of even a millisecond any longest pause is reached. */
    private static final int DOUBLINGS = 30;

    /** @param failuresBefore how often it had failed before this failure */
    public Duration pause(int failuresBefore) {
        Duration doubled = first.multipliedBy(1L << Math.min(failuresBefore, DOUBLINGS));
        return doubled.compareTo(atMost) < 0 ? doubled : atMost;
    }
}
