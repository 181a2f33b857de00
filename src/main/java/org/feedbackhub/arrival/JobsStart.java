package org.feedbackhub.arrival;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;

/** Has jobs begin once the routes run that they lead into: what they hand over before that is refused. */
final class JobsStart implements DbSchedulerStarter {

    private final Scheduler scheduler;

    JobsStart(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    @EventListener(ApplicationStartedEvent.class)
    public void doStart() {
        scheduler.start();
    }
}
