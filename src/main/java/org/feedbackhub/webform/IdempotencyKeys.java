package org.feedbackhub.webform;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which posting gave a key of its own first. The key is not signed, so it only ever leads to a posting that was proven, and
 * never makes a second one out of one that is signed already.
 */
final class IdempotencyKeys {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyKeys.class);

    private final JdbcClient jdbc;
    private final Duration keptFor;
    private final InstantSource clock;

    /** @param keptFor how long a key leads to its posting; after that it is as if it had never been given */
    IdempotencyKeys(JdbcClient jdbc, Duration keptFor, InstantSource clock) {
        this.jdbc = jdbc;
        this.keptFor = keptFor;
        this.clock = clock;
    }

    /** The source of the posting that gave the key first: this one's own if nobody has. */
    String firstUnder(String key, String source) {
        jdbc.sql("insert into idempotency_key (key, source, since) values (:key, :source, :since)"
                        + " on conflict do nothing")
                .param("key", key)
                .param("source", source)
                .param("since", Timestamp.from(clock.instant()))
                .update();
        return jdbc.sql("select source from idempotency_key where key = :key")
                .param("key", key)
                .query(String.class)
                .single();
    }

    /** Deletes the keys that have been kept for long enough. */
    void forget() {
        int deleted = jdbc.sql("delete from idempotency_key where since < :before")
                .param("before", Timestamp.from(clock.instant().minus(keptFor)))
                .update();
        LOG.info("event=idempotency-keys-forgotten deleted={}", deleted);
    }
}
