package org.feedbackhub.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.camel.ProducerTemplate;
import org.feedbackhub.arrival.Backoff;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.SendingTimes;
import org.feedbackhub.council.SendingWindows;
import org.feedbackhub.council.WorkingCalendar;
import org.feedbackhub.email.MailLimits;
import org.feedbackhub.mailaccess.MailLogin;
import org.feedbackhub.mailaccess.MailLogins;
import org.feedbackhub.publishing.Outbox;
import org.feedbackhub.survey.SurveyMails;
import org.feedbackhub.survey.Surveys;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Planning, deciding and sending. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    NotificationSettings.class,
    SmtpSettings.class,
    SendingSettings.class,
    DkimSettings.class
})
class NotificationConfiguration {

    /** The name of the job by which each notification is handled when it is due. */
    static final String SEND = "send-notification";

    /** The name of the job that sends a notice. */
    static final String SEND_NOTICE = "send-notice";

    @Bean
    NotificationLedger notificationLedger(JdbcClient jdbc, ObjectMapper json, InstantSource clock) {
        return new NotificationLedger(jdbc, json, clock);
    }

    @Bean
    NotificationBook notificationBook(
            JdbcClient jdbc, NotificationLedger ledger, ObjectProvider<Scheduler> scheduler, InstantSource clock) {
        return new NotificationBook(jdbc, ledger, scheduler, clock);
    }

    @Bean
    Plans notificationPlans(Councils councils, InstantSource clock) {
        return new Plans(councils, clock);
    }

    @Bean
    SafeguardingWatch safeguardingWatch(JdbcClient jdbc, InstantSource clock) {
        return new SafeguardingWatch(jdbc, clock);
    }

    @Bean
    NotificationFacts notificationFacts(Outbox outbox, @Value("${hub.public-url}") URI publicUrl, InstantSource clock) {
        return new NotificationFacts(outbox, publicUrl, clock);
    }

    @Bean
    AfterRecording afterRecording(
            NotificationBook book,
            Plans plans,
            SafeguardingAlerts alerts,
            Councils councils,
            SendingTimes times,
            NotificationSettings settings,
            InstantSource clock) {
        return new AfterRecording(book, plans, alerts, councils, times, settings, clock);
    }

    @Bean
    AfterFollowUp afterFollowUp(
            NotificationBook book, Plans plans, Councils councils, SendingTimes times, InstantSource clock) {
        return new AfterFollowUp(book, plans, councils, times, clock);
    }

    @Bean
    AfterCaseChange afterCaseChange(
            NotificationBook book,
            NotificationLedger ledger,
            NotificationDesk desk,
            AfterRecording afterRecording,
            Plans plans,
            Councils councils,
            SendingTimes times,
            InstantSource clock) {
        return new AfterCaseChange(book, ledger, desk, afterRecording, plans, councils, times, clock);
    }

    @Bean
    SafeguardingAlerts safeguardingAlerts(
            NotificationBook book, Plans plans, Councils councils, NotificationSettings settings, InstantSource clock) {
        return new SafeguardingAlerts(book, plans, councils, settings, clock);
    }

    @Bean
    ResponseWatch responseWatch(JdbcClient jdbc, InstantSource clock) {
        return new ResponseWatch(jdbc, clock);
    }

    @Bean
    TeamDigest teamDigest(
            ResponseWatch watch,
            FeedbackRecords records,
            NoticeDesk notices,
            NotificationFacts facts,
            Councils councils,
            SendingWindows windows,
            WorkingCalendar calendar,
            SendingTimes times,
            @Value("${hub.public-url}") URI publicUrl,
            PlatformTransactionManager transactions,
            InstantSource clock) {
        return new TeamDigest(
                watch,
                records,
                notices,
                facts,
                councils,
                windows,
                calendar,
                times,
                publicUrl + "/console",
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    QualityDigest qualityDigest(
            JdbcClient jdbc,
            ResponseWatch watch,
            NoticeDesk notices,
            Councils councils,
            SendingWindows windows,
            @Value("${hub.public-url}") URI publicUrl,
            PlatformTransactionManager transactions,
            InstantSource clock) {
        return new QualityDigest(
                jdbc,
                watch,
                notices,
                councils,
                windows,
                publicUrl + "/console",
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    Task<Void> sendDigests(
            ObjectProvider<TeamDigest> team, ObjectProvider<QualityDigest> quality, NotificationSettings settings) {
        return Tasks.recurring("send-digests", FixedDelay.of(settings.digestsEvery()))
                .execute((instance, context) -> {
                    team.getObject().look();
                    quality.getObject().look();
                });
    }

    @Bean
    SentBefore sentBefore(
            JdbcClient jdbc, NotificationLedger ledger, NotificationSettings settings, InstantSource clock) {
        return new SentBefore(jdbc, ledger, settings.perPerson(), clock);
    }

    @Bean
    SendingPolicy sendingPolicy(
            Councils councils, Surveys surveys, CaseRecords cases, SafeguardingWatch safeguarding, Postman postman) {
        return new SendingPolicy(councils, new SurveyPolicy(surveys, cases), safeguarding::isOpened, postman::whyNot);
    }

    @Bean
    Composer composer(Templates templates, Surveys surveys, @Value("${hub.public-url}") URI publicUrl) {
        return new Composer(templates, surveys, publicUrl);
    }

    @Bean
    Outcomes outcomes(
            NotificationLedger ledger,
            FeedbackRecords records,
            NotificationFacts facts,
            NotificationBook book,
            Plans plans,
            Councils councils,
            SendingTimes times,
            NotificationSettings settings,
            PlatformTransactionManager transactions,
            MeterRegistry registry,
            InstantSource clock) {
        return new Outcomes(
                ledger,
                book,
                records,
                facts,
                new AfterSending(book, plans, councils, times, clock),
                registry,
                new TransactionTemplate(transactions),
                settings.groupAtMost());
    }

    @Bean
    DueDecisions dueDecisions(
            NotificationLedger ledger,
            FeedbackRecords records,
            CaseRecords cases,
            SentBefore sentBefore,
            SendingPolicy policy,
            Councils councils,
            SendingTimes times,
            SendingRate rate,
            BounceShare bounces,
            Turns turns,
            NotificationSettings settings,
            PlatformTransactionManager transactions,
            InstantSource clock) {
        return new DueDecisions(
                ledger,
                records,
                cases,
                sentBefore,
                policy,
                new SendingPause(councils, times, rate, bounces::tooHigh, clock),
                turns,
                new TransactionTemplate(transactions),
                settings.groupAtMost());
    }

    @Bean
    NotificationDesk notificationDesk(
            NotificationLedger ledger,
            NotificationBook book,
            SendingPolicy policy,
            SentBefore sentBefore,
            DueDecisions decisions,
            Composer composer,
            Councils councils,
            Postman postman,
            Outcomes outcomes,
            SendingTimes times,
            NotificationSettings settings,
            InstantSource clock) {
        return new NotificationDesk(
                ledger,
                book,
                policy,
                sentBefore,
                decisions,
                new Dispatch(composer, councils, postman, times, settings.giveUpAfter(), clock),
                outcomes);
    }

    @Bean
    SurveyMails surveyMails(JdbcClient jdbc) {
        return new SentSurveys(jdbc);
    }

    @Bean
    NotificationOffice notificationOffice(
            JdbcClient jdbc,
            NotificationLedger ledger,
            NotificationBook book,
            FeedbackRecords records,
            CaseRecords cases,
            SendingPolicy policy,
            SentBefore sentBefore,
            Composer composer,
            Outcomes outcomes,
            Councils councils,
            PlatformTransactionManager transactions,
            InstantSource clock) {
        return new NotificationOffice(
                new NotificationRegister(jdbc, clock),
                ledger,
                new Interventions(
                        ledger,
                        book,
                        records,
                        cases,
                        policy,
                        sentBefore,
                        composer,
                        outcomes,
                        councils,
                        new TransactionTemplate(transactions),
                        clock));
    }

    @Bean
    Task<Void> sendNotification(ObjectProvider<NotificationDesk> desk, NotificationSettings settings) {
        // its end stands in the transaction that records what came of it
        return sending(SEND, settings, id -> desk.getObject().handle(UUID.fromString(id)), (done, operations) -> {});
    }

    @Bean
    BouncedMails bouncedMails(
            JdbcClient jdbc,
            NotificationLedger ledger,
            FeedbackRecords records,
            NotificationFacts facts,
            NotificationSettings settings,
            BounceShare share,
            InstantSource clock) {
        return new BouncedMails(jdbc, ledger, records, facts, settings.bounceWithin(), share, clock);
    }

    /** Tells people through a job, and jobs are what asks it. */
    @Bean
    BounceShare bounceShare(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            SendingSettings settings,
            ObjectProvider<Occasions> occasions,
            InstantSource clock) {
        return new BounceShare(
                jdbc,
                new TransactionTemplate(transactions),
                settings.bounces(),
                (council, tooHigh, count) -> occasions.getObject().bounces(council, tooHigh, count),
                clock);
    }

    @Bean
    NoticeDesk noticeDesk(
            JdbcClient jdbc,
            ObjectMapper json,
            Templates templates,
            Councils councils,
            Scheduler scheduler,
            Turns turns,
            Postman postman,
            NotificationSettings settings,
            InstantSource clock) {
        return new NoticeDesk(
                new NoticeLedger(jdbc, json, clock),
                templates,
                councils,
                scheduler,
                turns,
                postman,
                settings.giveUpAfter(),
                clock);
    }

    @Bean
    Occasions occasions(
            NoticeDesk desk, Councils councils, NotificationSettings settings, MailLimits limits, InstantSource clock) {
        return new Occasions(desk, councils, settings.operators(), limits.size(), clock);
    }

    @Bean
    Task<Void> sendNotice(ObjectProvider<NoticeDesk> desk, NotificationSettings settings) {
        return sending(
                SEND_NOTICE, settings, id -> desk.getObject().handle(id), new CompletionHandler.OnCompleteRemove<>());
    }

    /** A job that is done once, tried again ever later after a failure, and at the time it is given where it is put off. */
    private static Task<Void> sending(
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

    @Bean
    MailLogin mailLogin(SmtpSettings settings, MailLogins logins) {
        return logins.of("smtp", settings.user(), settings.password(), settings.oauth());
    }

    @Bean
    Postman postman(ProducerTemplate producer, MailLogin login, SendingRate rate, Trial trial) {
        return new Postman(producer, login, rate, trial);
    }

    @Bean
    SendingRate sendingRate(SendingSettings settings, InstantSource clock) {
        return new SendingRate(settings.perCouncil(), clock);
    }

    @Bean
    Trial trial(SendingSettings settings) {
        return new Trial(settings.dryRun(), settings.onlyTo());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> trialAnnouncement(Trial trial) {
        return ready -> trial.announce();
    }

    @Bean
    Turns turns(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Turns(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    DkimSigner dkimSigner(DkimSettings settings, Councils councils) {
        return new DkimSigner(settings, councils);
    }

    @Bean
    MailConnections mailConnections(SmtpSettings settings, MailLogin login, Environment environment) {
        if (environment.matchesProfiles("server")) {
            SmtpProtection.check(settings);
        }
        return new MailConnections(settings, login);
    }
}
