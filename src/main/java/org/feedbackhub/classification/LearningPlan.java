package org.feedbackhub.classification;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.feedbackhub.feedback.LessonsChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Puts learning off until nobody has decided anything for a while. Who decides only leaves word; the job is moved when it is looked
 * for such words, once for all decisions since.
 */
public final class LearningPlan implements LessonsChanged {

    private final ObjectProvider<? extends SchedulerClient> scheduler;
    private final TaskInstanceId job;
    private final Duration after;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Instant> changedAt;

    /** @param after how long after the last change */
    LearningPlan(
            ObjectProvider<? extends SchedulerClient> scheduler,
            TaskInstanceId job,
            Duration after,
            InstantSource clock) {
        this.scheduler = scheduler;
        this.job = job;
        this.after = after;
        this.clock = clock;
        // the examples may be others than before the start, and somebody may have decided after the end before it
        this.changedAt = new AtomicReference<>(clock.instant());
    }

    @Override
    public void lessonsChanged() {
        changedAt.set(clock.instant());
    }

    /** Moves the job if anything has changed since the last time. While it runs, it is moved at the next look. */
    public void look() {
        Instant changed = changedAt.get();
        if (changed != null && moved(changed.plus(after))) {
            changedAt.compareAndSet(changed, null);
        }
    }

    private boolean moved(Instant time) {
        try {
            return scheduler.getObject().reschedule(job, time);
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            return false;
        }
    }
}
