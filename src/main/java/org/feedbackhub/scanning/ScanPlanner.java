package org.feedbackhub.scanning;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.InstantSource;
import java.util.List;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Scan;
import org.feedbackhub.feedback.Submission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans one job for each feedback whose attachments are to be scanned. */
final class ScanPlanner {

    /** The name of the job; its instance is the reference. */
    static final String JOB = "scan-attachments";

    private static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(ScanPlanner.class);

    private final PendingScans pending;
    private final InstantSource clock;

    ScanPlanner(PendingScans pending, InstantSource clock) {
        this.pending = pending;
        this.clock = clock;
    }

    /** Plans the job if an attachment waits, within the running transaction. */
    void plan(Reference reference, Submission submission, SchedulerClient scheduler) {
        if (submission.attachments().stream().anyMatch(attachment -> attachment.scan() == Scan.PENDING)) {
            plan(reference, scheduler);
        }
    }

    /** Plans jobs that are missing, some hundreds at a time: one was lost, or an operator has put files back to pending. */
    void planMissing(SchedulerClient scheduler) {
        List<Reference> missing = pending.withoutJob(BATCH);
        missing.forEach(reference -> plan(reference, scheduler));
        if (!missing.isEmpty()) {
            LOG.info("event=missing-scans-planned feedback={}", missing.size());
        }
    }

    private void plan(Reference reference, SchedulerClient scheduler) {
        scheduler.scheduleIfNotExists(new TaskInstance<>(JOB, reference.value()), clock.instant());
    }
}
