package org.feedbackhub.notification;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.feedbackhub.arrival.AfterCommit;
import org.feedbackhub.feedback.TransientFault;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Enters what is to be sent together with the job that sends it, in the transaction of what it is about. */
final class NotificationBook {

    private final JdbcClient jdbc;
    private final NotificationLedger ledger;
    private final ObjectProvider<Scheduler> scheduler;
    private final InstantSource clock;

    /** @param scheduler asked for when it is needed, since some of its jobs lead here */
    NotificationBook(
            JdbcClient jdbc, NotificationLedger ledger, ObjectProvider<Scheduler> scheduler, InstantSource clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Plans each, but none that its feedback has for its recipient and occasion already. */
    void plan(List<Plan> plans) {
        if (plans.isEmpty()) {
            return;
        }
        List<SchedulableInstance<?>> jobs = new ArrayList<>();
        ledger.plan(plans).forEach(one -> jobs.add(SchedulableInstance.of(job(one), one.dueAt())));
        if (jobs.isEmpty()) {
            return;
        }
        scheduler.getObject().scheduleBatch(jobs);
        Instant now = clock.instant();
        if (jobs.stream().anyMatch(job -> !job.getNextExecutionTime(now).isAfter(now))) {
            lookAfterCommit();
        }
    }

    /**
     * Has one that still waits wait for another time.
     *
     * @return whether it still waited
     * @throws TransientFault if its job is running at this moment
     */
    boolean move(UUID id, Instant dueAt) {
        if (!ledger.move(id, dueAt)) {
            return false;
        }
        // one that is held has no job any more
        if (!scheduler.getObject().scheduleIfNotExists(job(id), dueAt)) {
            reschedule(id, dueAt);
        }
        if (!dueAt.isAfter(clock.instant())) {
            lookAfterCommit();
        }
        return true;
    }

    /** Has one that waits decided again at once: by its job if it has one, which is running or soon will be, else by a new one. */
    void decideAgain(UUID id) {
        if (scheduler.getObject().scheduleIfNotExists(job(id), clock.instant())) {
            lookAfterCommit();
        }
    }

    private void reschedule(UUID id, Instant dueAt) {
        boolean done;
        try {
            done = scheduler.getObject().reschedule(job(id), dueAt);
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            throw new TransientFault("the notification is being handled at this moment", e);
        }
        if (!done) {
            throw new TransientFault("the notification's job was taken up at this moment");
        }
    }

    /** Ends the jobs of what is settled, with it in one transaction: one exchange for all, and none is left behind. */
    void finish(Collection<UUID> ids) {
        jdbc.sql("delete from scheduled_tasks where task_name = :job and task_instance = any(:ids)")
                .param("job", NotificationConfiguration.SEND)
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    /** What officers are told at once goes before all that residents get, however much of that is due. */
    private static TaskInstance<Void> job(NotificationLedger.Planned planned) {
        return new TaskInstance.Builder<Void>(
                        NotificationConfiguration.SEND, planned.id().toString())
                .priority(planned.type().toContact() ? Priority.MEDIUM : Priority.HIGH)
                .build();
    }

    private static TaskInstance<Void> job(UUID id) {
        return new TaskInstance<>(NotificationConfiguration.SEND, id.toString());
    }

    private void lookAfterCommit() {
        AfterCommit.run(() -> scheduler.getObject().triggerCheckForDueExecutions());
    }
}
