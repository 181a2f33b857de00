package org.feedbackhub.casework;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies on the topic on which the case systems tell.
 *
 * @param topic with the prefix
 * @param partition of the topic
 * @param offset in the partition
 * @param sentAt the broker's time of the record, by which it differs from one of the same place on a topic that was made anew
 * @param key or null
 * @param headers by their names, the last of each; what is no text in UTF-8 stands with replacements
 * @param body or null
 */
public record ToldRecord(
        String topic,
        int partition,
        long offset,
        Instant sentAt,
        @Nullable String key,
        Map<String, String> headers,
        byte @Nullable [] body) {

    public ToldRecord {
        headers = Map.copyOf(headers);
    }
}
