package org.feedbackhub.notification;

import java.sql.Timestamp;
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

    /** Somebody has opened it; only the first counts. */
    public void opened(Reference reference, String who) {
        jdbc.sql(
                        """
                        insert into safeguarding_opened (reference, opened_by, opened_at) values (:reference, :who, :now)
                        on conflict do nothing""")
                .param("reference", reference.value())
                .param("who", who)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Whether anybody has opened it. */
    boolean isOpened(Reference reference) {
        return jdbc.sql("select exists (select 1 from safeguarding_opened where reference = :reference)")
                .param("reference", reference.value())
                .query(Boolean.class)
                .single();
    }
}
