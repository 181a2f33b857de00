package org.feedbackhub.scanning;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.feedbackhub.arrival.Backoff;
import org.feedbackhub.feedback.Reference;

/** The job that scans: some at once, the others step aside; one that fails comes back, ever later, for ever. */
final class ScanJob implements ExecutionHandler<Void>, FailureHandler<Void> {

    private static final Duration STEP_ASIDE = Duration.ofSeconds(5);

    private final ScanDesk desk;
    private final ScannerSettings settings;
    private final Backoff backoff;
    private final Semaphore places;

    ScanJob(ScanDesk desk, ScannerSettings settings) {
        this.desk = desk;
        this.settings = settings;
        this.backoff = new Backoff(settings.retryAfter(), settings.retryAtMost());
        this.places = new Semaphore(settings.atOnce());
    }

    @Override
    public CompletionHandler<Void> execute(TaskInstance<Void> job, ExecutionContext context) {
        if (!settings.configured()) {
            return later(settings.retryAtMost());
        }
        if (!places.tryAcquire()) {
            return later(STEP_ASIDE);
        }
        try {
            desk.scan(new Reference(job.getId()));
            return new CompletionHandler.OnCompleteRemove<>();
        } finally {
            places.release();
        }
    }

    @Override
    public void onFailure(ExecutionComplete failure, ExecutionOperations<Void> operations) {
        operations.reschedule(
                failure, failure.getTimeDone().plus(backoff.pause(failure.getExecution().consecutiveFailures)));
    }

    private static CompletionHandler<Void> later(Duration pause) {
        return (done, operations) ->
                operations.reschedule(done, done.getTimeDone().plus(pause));
    }
}
