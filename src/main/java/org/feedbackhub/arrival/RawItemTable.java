package org.feedbackhub.arrival;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Small raw items, in a table beside the ledger, written in the transaction that enters their arrival. */
final class RawItemTable {

    private final JdbcClient jdbc;
    private final InstantSource clock;

    RawItemTable(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Writes the bytes of those items that are held; one that is there already counts as touched now. */
    void add(Collection<RawItem> items) {
        // in one order everywhere, or two transactions could wait for each other
        SortedMap<String, byte[]> held = new TreeMap<>();
        for (RawItem item : items) {
            ByteBuffer bytes = item.held();
            if (bytes != null) {
                held.put(item.sha256(), bytes.array());
            }
        }
        if (held.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into raw_item (sha256, bytes, kept_at)
                        select sha256, bytes, :now
                        from unnest(:hashes, :contents) as item (sha256, bytes)
                        on conflict (sha256) do update set kept_at = excluded.kept_at""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("hashes", held.keySet().toArray(String[]::new))
                .param("contents", held.values().toArray(byte[][]::new))
                .update();
    }

    Optional<byte[]> find(String sha256) {
        return jdbc.sql("select bytes from raw_item where sha256 = :sha256")
                .param("sha256", sha256)
                .query(byte[].class)
                .optional();
    }

    boolean holds(String sha256) {
        return jdbc.sql("select exists (select 1 from raw_item where sha256 = :sha256)")
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    /**
     * Deletes what nothing refers to and nothing has touched since the given moment. One that is being entered anew at this very
     * moment is waited for, and stays since it was touched.
     *
     * @return how many were deleted
     */
    long sweep(Instant untouchedSince) {
        return jdbc.sql(
                        """
                        delete from raw_item item
                        where kept_at < :untouchedSince
                          and not exists (select 1 from arrival where arrival.sha256 = item.sha256)
                          and not exists (select 1 from attachment where attachment.sha256 = item.sha256)""")
                .param("untouchedSince", untouchedSince.atOffset(ZoneOffset.UTC))
                .update();
    }
}
