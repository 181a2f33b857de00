package org.feedbackhub.scanning;

import java.util.List;
import org.feedbackhub.feedback.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The attachments that wait for their scan. */
public final class PendingScans {

    private final JdbcClient jdbc;

    PendingScans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many wait. */
    public long waiting() {
        return jdbc.sql("select count(*) from attachment where scan = 'pending'")
                .query(Long.class)
                .single();
    }

    /** Feedback with attachments that wait, and no job that would scan them. */
    List<Reference> withoutJob(int atMost) {
        return jdbc.sql(
                        """
                        select distinct waiting.reference from attachment waiting
                        where waiting.scan = 'pending' and not exists (
                            select 1 from scheduled_tasks job
                            where job.task_name = :job and job.task_instance = waiting.reference)
                        order by waiting.reference
                        limit :atMost""")
                .param("job", ScanPlanner.JOB)
                .param("atMost", atMost)
                .query((row, number) -> new Reference(row.getString("reference")))
                .list();
    }
}
