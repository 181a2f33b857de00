package org.feedbackhub.casework;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks for dead letters to be replayed. A running hub does it, within {@code hub.case-events.replay-every}, so that all that follows
 * from an event follows from a replayed one.
 */
public final class DeadLetterRequests {

    private final JdbcClient jdbc;

    public DeadLetterRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that wait, the oldest first. */
    public List<Waiting> waiting() {
        return jdbc.sql(
                        """
                        select id, topic, partition, log_offset as "offset", cause from dead_letter where outcome is null
                        order by received_at, topic, partition, log_offset""")
                .query(Waiting.class)
                .list();
    }

    /** One that waits: where it lies, and why. */
    public record Waiting(UUID id, String topic, int partition, long offset, String cause) {}

    /** @return how many will be replayed: 1, or 0 if it does not wait */
    public int one(UUID id, String by) {
        return jdbc.sql("update dead_letter set asked_by = :by where outcome is null and id = :id")
                .param("by", by)
                .param("id", id)
                .update();
    }

    /** @return how many will be replayed */
    public int all(String by) {
        return jdbc.sql("update dead_letter set asked_by = :by where outcome is null")
                .param("by", by)
                .update();
    }
}
