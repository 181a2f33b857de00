package org.feedbackhub.scanning;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.arrival.Screening;
import org.feedbackhub.feedback.FeedbackRecorded;
import org.feedbackhub.feedback.FollowUpRecorded;
import org.feedbackhub.publishing.Outbox;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The scanner and its jobs. The jobs are known without a scanner too, so that those already planned are not dropped. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScannerSettings.class)
class ScanningConfiguration {

    @Bean
    Screening screening(ScannerSettings settings) {
        return new Screening(settings.configured());
    }

    @Bean
    ClamDaemon clamDaemon(ScannerSettings settings) {
        return new ClamDaemon(settings.host(), settings.port(), settings.timeout());
    }

    @Bean
    PendingScans pendingScans(JdbcClient jdbc, MeterRegistry registry) {
        PendingScans pending = new PendingScans(jdbc);
        Gauge.builder("hub.scans.waiting", pending, PendingScans::waiting)
                .description("Attachments that wait for their virus scan")
                .register(registry);
        return pending;
    }

    @Bean
    ScanPlanner scanPlanner(PendingScans pending, InstantSource clock) {
        return new ScanPlanner(pending, clock);
    }

    @Bean
    FeedbackRecorded scanAtRecording(ScanPlanner planner, Scheduler scheduler) {
        return feedback -> feedback.forEach(one -> planner.plan(one.reference(), one.submission(), scheduler));
    }

    @Bean
    FollowUpRecorded scanAtJoining(ScanPlanner planner, Scheduler scheduler) {
        return followUp -> planner.plan(followUp.feedback().reference(), followUp.submission(), scheduler);
    }

    @Bean
    Task<Void> scanAttachments(
            ClamDaemon daemon,
            FeedbackRecords records,
            RawStore rawStore,
            Outbox outbox,
            PlatformTransactionManager transactions,
            ScannerSettings settings,
            MeterRegistry registry) {
        ScanJob job = new ScanJob(
                new ScanDesk(daemon, records, rawStore, outbox, new TransactionTemplate(transactions), registry),
                settings);
        return Tasks.custom(ScanPlanner.JOB, Void.class)
                .onFailure(job)
                .onDeadExecutionRevive()
                .execute(job);
    }

    @Bean
    Task<Void> planMissingScans(ScanPlanner planner, ScannerSettings settings) {
        return Tasks.recurring("plan-missing-scans", FixedDelay.of(settings.lookAgainEvery()))
                .execute((instance, context) -> planner.planMissing(context.getSchedulerClient()));
    }

    @Bean
    HealthIndicator scanner(ClamDaemon daemon, PendingScans pending, ScannerSettings settings) {
        return new ScannerHealth(daemon, pending, settings.configured());
    }
}
