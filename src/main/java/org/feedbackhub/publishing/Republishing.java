package org.feedbackhub.publishing;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.feedbackhub.feedback.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Has events published again, with the ids and numbers that they had: a consumer that goes by {@code ce_id} or {@code ce_sequence}
 * drops what it has. They come in their order, so that the last state stands last; what waits already is not put there twice.
 */
public final class Republishing {

    private final JdbcClient jdbc;

    public Republishing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that was ever told of the feedback. @return how many events */
    public int of(Reference reference) {
        return again(List.of(reference), Instant.EPOCH);
    }

    /** All that was told from this moment on. @return how many events */
    public int since(Instant from) {
        List<Reference> concerned = jdbc
                .sql("select distinct reference from event where occurred_at >= :from")
                .param("from", Timestamp.from(from))
                .query(String.class)
                .list()
                .stream()
                .map(Reference::new)
                .toList();
        return concerned.isEmpty() ? 0 : again(concerned, from);
    }

    private int again(List<Reference> references, Instant from) {
        return jdbc.sql(
                        """
                        insert into outbox (position, shard, reference, sequence, bytes)
                        select e.position, concerned.shard, e.reference, e.sequence, coalesce(octet_length(e.body), 0)
                        from event e join unnest(:references, :shards) as concerned (reference, shard) using (reference)
                        where e.occurred_at >= :from
                        on conflict do nothing""")
                .param("references", references.stream().map(Reference::value).toArray(String[]::new))
                .param("shards", references.stream().map(Outbox::shard).toArray(Integer[]::new))
                .param("from", Timestamp.from(from))
                .update();
    }
}
