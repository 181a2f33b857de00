package org.feedbackhub.notification;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import org.feedbackhub.feedback.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Knows whether anybody of those who may has opened what may tell of harm (P11). */
public final class SafeguardingWatch {

    private final JdbcClient jdbc;
    private final InstantSource clock;

    SafeguardingWatch(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Somebody of those who may has opened it now. */
    public void opened(Reference reference, String who) {
        jdbc.sql(
                        """
                        insert into safeguarding_opened (reference, opened_by, opened_at) values (:reference, :who, :now)
                        on conflict (reference) do update
                        set opened_by = excluded.opened_by, opened_at = excluded.opened_at""")
                .param("reference", reference.value())
                .param("who", who)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Whether anybody has opened it since. */
    boolean isOpened(Reference reference, Instant since) {
        return jdbc.sql(
                        """
                        select exists (select 1 from safeguarding_opened
                                       where reference = :reference and opened_at >= :since)""")
                .param("reference", reference.value())
                .param("since", Timestamp.from(since))
                .query(Boolean.class)
                .single();
    }
}
