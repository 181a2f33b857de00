package org.feedbackhub.notification;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FeedbackRecorded;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Plans the acknowledgement of every feedback, in the transaction that records it. */
final class NotificationPlanner implements FeedbackRecorded {

    private final NotificationLedger ledger;
    private final Scheduler scheduler;
    private final Councils councils;
    private final Duration unsureBefore;
    private final InstantSource clock;

    NotificationPlanner(
            NotificationLedger ledger,
            Scheduler scheduler,
            Councils councils,
            Duration unsureBefore,
            InstantSource clock) {
        this.ledger = ledger;
        this.scheduler = scheduler;
        this.councils = councils;
        this.unsureBefore = unsureBefore;
        this.clock = clock;
    }

    @Override
    public void recorded(Feedback feedback) {
        CouncilProfile council = councils.get(feedback.submission().council());
        Instant dueAt = dueAt(feedback, council);
        ledger.plan(
                        feedback,
                        Notification.ACKNOWLEDGEMENT,
                        feedback.submission().contact().email(),
                        dueAt,
                        council.sender().address().domain())
                .ifPresent(id -> scheduler.scheduleIfNotExists(
                        new TaskInstance<>(NotificationConfiguration.SEND, id.toString()), dueAt));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.triggerCheckForDueExecutions();
            }
        });
    }

    /** At once if the kind is sure; else a person has until shortly before the promised day is over. */
    private Instant dueAt(Feedback feedback, CouncilProfile council) {
        Instant now = clock.instant();
        if (!feedback.classification().forReview()) {
            return now;
        }
        Instant latest = feedback.promise()
                .acknowledgeBy()
                .plusDays(1)
                .atStartOfDay(council.timeZone())
                .toInstant()
                .minus(unsureBefore);
        return latest.isBefore(now) ? now : latest;
    }
}
