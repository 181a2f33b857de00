package org.feedbackhub.webform;

import io.github.bucket4j.Bucket;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts how much each of many does, and remembers those that were seen last. */
public final class Rates {

    private static final float LOAD = 0.75f;

    private final WebFormSettings.Rate rate;
    private final Map<String, Bucket> buckets;

    /** @param atMost of how many the counts are kept */
    public Rates(WebFormSettings.Rate rate, int atMost) {
        this.rate = rate;
        this.buckets = new LinkedHashMap<>(16, LOAD, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > atMost;
            }
        };
    }

    /** Counts one more of this one's, unless there are too many. */
    public boolean allow(String who) {
        Bucket bucket;
        synchronized (buckets) {
            bucket = buckets.computeIfAbsent(who, one -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(rate.postings()).refillGreedy(rate.postings(), rate.within()))
                    .build());
        }
        return bucket.tryConsume(1);
    }
}
