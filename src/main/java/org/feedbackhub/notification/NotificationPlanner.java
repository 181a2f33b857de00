package org.feedbackhub.notification;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FeedbackRecorded;
import org.feedbackhub.feedback.FollowUp;
import org.feedbackhub.feedback.FollowUpRecorded;
import org.feedbackhub.feedback.Standing;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Plans what is to be sent, in the transaction that records what it is about. */
final class NotificationPlanner implements FeedbackRecorded, FollowUpRecorded {

    private final NotificationLedger ledger;
    private final Scheduler scheduler;
    private final Councils councils;
    private final NotificationSettings settings;
    private final InstantSource clock;

    NotificationPlanner(
            NotificationLedger ledger,
            Scheduler scheduler,
            Councils councils,
            NotificationSettings settings,
            InstantSource clock) {
        this.ledger = ledger;
        this.scheduler = scheduler;
        this.councils = councils;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void recorded(List<Feedback> feedback) {
        plan(feedback.stream()
                .map(one -> plan(one, Notification.ACKNOWLEDGEMENT, dueAt(one)))
                .toList());
    }

    /** Where there is no further stage, the answer to who asks for one is the ombudsman (P8, P9). */
    @Override
    public void joined(FollowUp followUp) {
        if (followUp.standing() == Standing.NO_FURTHER_STAGE) {
            plan(List.of(plan(followUp.feedback(), Notification.OMBUDSMAN_ADVICE, clock.instant())));
        }
    }

    private NotificationLedger.Plan plan(Feedback feedback, String notification, Instant dueAt) {
        return new NotificationLedger.Plan(
                feedback.reference(),
                notification,
                feedback.submission().contact().email(),
                dueAt,
                councils.get(feedback.submission().council()).sender().address().domain());
    }

    private void plan(List<NotificationLedger.Plan> plans) {
        List<SchedulableInstance<?>> jobs = new ArrayList<>();
        ledger.plan(plans)
                .forEach((id, dueAt) -> jobs.add(SchedulableInstance.of(
                        new TaskInstance<>(NotificationConfiguration.SEND, id.toString()), dueAt)));
        if (jobs.isEmpty()) {
            return;
        }
        scheduler.scheduleBatch(jobs);
        Instant now = clock.instant();
        if (jobs.stream().allMatch(job -> job.getNextExecutionTime(now).isAfter(now))) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.triggerCheckForDueExecutions();
            }
        });
    }

    /** Soon if the kind is sure; else a person has until shortly before the promised day is over. */
    private Instant dueAt(Feedback feedback) {
        Instant now = clock.instant();
        if (!feedback.classification().forReview()) {
            return now.plus(settings.acknowledgeAfter());
        }
        CouncilProfile council = councils.get(feedback.submission().council());
        Instant latest = feedback.promise()
                .acknowledgeBy()
                .plusDays(1)
                .atStartOfDay(council.timeZone())
                .toInstant()
                .minus(settings.unsureBefore());
        return latest.isBefore(now) ? now : latest;
    }
}
