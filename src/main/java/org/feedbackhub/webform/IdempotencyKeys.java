package org.feedbackhub.webform;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which posting gave a key of its own first. The key is not signed, so it only ever leads to a posting that was proven, and
 * never makes a second one out of one that is signed already.
 */
final class IdempotencyKeys {

    private final JdbcClient jdbc;

    IdempotencyKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The source of the posting that gave the key first: this one's own if nobody has. */
    String firstUnder(String key, String source) {
        jdbc.sql("insert into idempotency_key (key, source) values (:key, :source) on conflict do nothing")
                .param("key", key)
                .param("source", source)
                .update();
        return jdbc.sql("select source from idempotency_key where key = :key")
                .param("key", key)
                .query(String.class)
                .single();
    }
}
