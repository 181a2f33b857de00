package org.feedbackhub.arrival;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Deadlines;
import org.feedbackhub.council.PromisedDates;
import org.feedbackhub.feedback.FeedbackRecorded;
import org.feedbackhub.feedback.FollowUpRecorded;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger, the raw store and what looks after them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RawStoreSettings.class, IntakeSettings.class})
class ArrivalConfiguration {

    @Bean
    DbSchedulerStarter jobsStart(Scheduler scheduler) {
        return new JobsStart(scheduler);
    }

    @Bean
    Leases leases(DataSource database) {
        return new Leases(database);
    }

    @Bean
    LedgerRawStore rawStore(RawStoreSettings settings, RawItemTable table, InstantSource clock) throws IOException {
        return new LedgerRawStore(
                new FileRawStore(settings.folder(), clock),
                table,
                Math.toIntExact(settings.heldUpTo().toBytes()));
    }

    @Bean
    RawItemTable rawItemTable(JdbcClient jdbc, InstantSource clock) {
        return new RawItemTable(jdbc, clock);
    }

    @Bean
    ArrivalLedger arrivalLedger(JdbcClient jdbc, ObjectMapper json, RawItemTable rawItems) {
        return new ArrivalLedger(jdbc, new Rows(json), rawItems);
    }

    @Bean
    FeedbackRecords feedbackRecords(JdbcClient jdbc, ObjectMapper json) {
        return new FeedbackRecords(jdbc, json);
    }

    @Bean
    IntakeTransaction intakeTransaction(
            ArrivalLedger ledger,
            FeedbackRecords records,
            Councils councils,
            Deadlines deadlines,
            PromisedDates dates,
            Listeners listeners,
            Screening screening,
            ContactRestrictions restrictions,
            MeterRegistry registry,
            InstantSource clock) {
        return new IntakeTransaction(
                ledger,
                records,
                new FollowUps(records, councils, deadlines, dates),
                new References(new SecureRandom()),
                councils,
                dates,
                screening,
                restrictions,
                listeners,
                new IntakeFigures(registry),
                clock);
    }

    @Bean
    Regrouping regrouping(
            FeedbackRecords records,
            Councils councils,
            Deadlines deadlines,
            PromisedDates dates,
            Listeners listeners,
            MeterRegistry registry,
            InstantSource clock) {
        return new Regrouping(
                records,
                new FollowUps(records, councils, deadlines, dates),
                new References(new SecureRandom()),
                councils,
                listeners,
                new IntakeFigures(registry),
                clock);
    }

    @Bean
    Listeners listeners(
            List<FeedbackRecorded> ofFeedback,
            List<FollowUpRecorded> ofFollowUps,
            List<TooLargeRecorded> ofTooLarge,
            List<DeliveryReports> ofReports) {
        return new Listeners(ofFeedback, ofFollowUps, ofTooLarge, ofReports);
    }

    @Bean
    Intake intake(PlatformTransactionManager transactions, IntakeTransaction work, IntakeSettings settings) {
        return new Intake(new TransactionTemplate(transactions), work, settings.groupAtMost());
    }

    @Bean
    WaitingArrivals waitingArrivals(JdbcClient jdbc) {
        return new WaitingArrivals(jdbc);
    }

    @Bean
    SecondLook secondLook(
            PlatformTransactionManager transactions,
            WaitingArrivals arrivals,
            ArrivalLedger ledger,
            IntakeTransaction work,
            InstantSource clock) {
        return new SecondLook(new TransactionTemplate(transactions), arrivals, ledger, work, clock);
    }

    @Bean
    Quarantine quarantine(Intake intake) {
        return new Quarantine(intake);
    }

    @Bean
    LedgerAudit ledgerAudit(
            ArrivalLedger ledger, RawStore rawStore, JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new LedgerAudit(ledger, rawStore, jdbc, transactions);
    }

    @Bean
    LedgerUpkeep ledgerUpkeep(
            LedgerAudit audit,
            ArrivalLedger ledger,
            LedgerRawStore rawStore,
            RawStoreSettings settings,
            InstantSource clock,
            MeterRegistry registry) {
        return new LedgerUpkeep(audit, ledger, rawStore, settings.keepUnreferenced(), clock, registry);
    }

    @Bean
    Task<Void> compareLedger(LedgerUpkeep upkeep, RawStoreSettings settings) {
        return Tasks.recurring("compare-ledger", FixedDelay.of(settings.auditEvery()))
                .execute((instance, context) -> upkeep.compare());
    }

    @Bean
    Task<Void> sweepRawStore(LedgerUpkeep upkeep, RawStoreSettings settings) {
        return Tasks.recurring("sweep-raw-store", FixedDelay.of(settings.sweepEvery()))
                .execute((instance, context) -> upkeep.sweep());
    }
}
