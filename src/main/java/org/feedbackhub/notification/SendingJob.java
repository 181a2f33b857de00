package org.feedbackhub.notification;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.util.function.Consumer;
import org.feedbackhub.arrival.Backoff;

/** The job of a mail: it is brought back after a crash, and tried again until it is done with. */
final class SendingJob {

    private SendingJob() {}

    /** A job that is done once, tried again ever later after a failure, and at the time it is given where it is put off. */
    static Task<Void> of(
            String name, NotificationSettings settings, Consumer<String> work, CompletionHandler<Void> afterwards) {
        Backoff backoff = new Backoff(settings.retryAfter(), settings.retryAtMost());
        return Tasks.custom(name, Void.class)
                .onFailure((failure, operations) -> operations.reschedule(
                        failure, failure.getTimeDone().plus(backoff.pause(failure.getExecution().consecutiveFailures))))
                .execute((instance, context) -> {
                    try {
                        work.accept(instance.getId());
                        return afterwards;
                    } catch (PutOff e) {
                        return (complete, operations) -> operations.reschedule(complete, e.until());
                    }
                });
    }
}
