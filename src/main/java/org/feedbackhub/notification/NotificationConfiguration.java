package org.feedbackhub.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.SendingTimes;
import org.feedbackhub.print.LetterPress;
import org.feedbackhub.print.PostLimits;
import org.feedbackhub.print.PrintedLetters;
import org.feedbackhub.publishing.Outbox;
import org.feedbackhub.survey.SurveyMails;
import org.feedbackhub.survey.Surveys;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Planning and deciding. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({NotificationSettings.class, SendingSettings.class})
class NotificationConfiguration {

    /** The name of the job by which each notification is handled when it is due. */
    static final String SEND = "send-notification";

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
    LetterRecall letterRecall(PrintedLetters letters, NotificationLedger ledger, NotificationBook book) {
        return new LetterRecall(letters, ledger, book);
    }

    @Bean
    AfterCaseChange afterCaseChange(
            NotificationBook book,
            NotificationLedger ledger,
            LetterRecall letters,
            NotificationDesk desk,
            Plans plans,
            Councils councils,
            SendingTimes times,
            InstantSource clock) {
        return new AfterCaseChange(book, ledger, letters, desk, plans, councils, times, clock);
    }

    @Bean
    AfterSettlement afterSettlement(
            NotificationBook book,
            NotificationLedger ledger,
            LetterRecall letters,
            NotificationDesk desk,
            AfterRecording afterRecording,
            SafeguardingAlerts alerts,
            Plans plans,
            CaseRecords cases) {
        return new AfterSettlement(book, ledger, letters, desk, afterRecording, alerts, plans, cases);
    }

    @Bean
    SafeguardingAlerts safeguardingAlerts(
            NotificationBook book, Plans plans, Councils councils, NotificationSettings settings, InstantSource clock) {
        return new SafeguardingAlerts(book, plans, councils, settings, clock);
    }

    @Bean
    SentBefore sentBefore(
            JdbcClient jdbc, NotificationLedger ledger, NotificationSettings settings, InstantSource clock) {
        return new SentBefore(jdbc, ledger, settings.perPerson(), clock);
    }

    @Bean
    ByLetter byLetter(Councils councils, PostLimits limits, Postman postman) {
        return new ByLetter(councils, limits::reached, postman::whyNoLetters);
    }

    @Bean
    SendingPolicy sendingPolicy(
            Councils councils,
            Surveys surveys,
            CaseRecords cases,
            SafeguardingWatch safeguarding,
            Postman postman,
            ByLetter byLetter) {
        return new SendingPolicy(
                councils, new SurveyPolicy(surveys, cases), safeguarding::isOpened, postman::whyNot, byLetter);
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
            PrintedLetters letters,
            PostLimits limits,
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
                letters,
                limits,
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
            LetterPress press,
            ByLetter byLetter,
            Outcomes outcomes,
            SendingTimes times,
            SmtpSettings smtp,
            NotificationSettings settings,
            InstantSource clock) {
        return new NotificationDesk(
                ledger,
                book,
                policy,
                sentBefore,
                decisions,
                new Dispatch(composer, councils, postman, press, byLetter, times, settings.giveUpAfter(), clock),
                outcomes,
                smtp.connections());
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
            LetterPress press,
            PrintedLetters letters,
            Outcomes outcomes,
            Councils councils,
            PlatformTransactionManager transactions,
            InstantSource clock) {
        return new NotificationOffice(
                new NotificationRegister(jdbc, clock),
                ledger,
                letters,
                new Interventions(
                        ledger,
                        book,
                        records,
                        cases,
                        policy,
                        sentBefore,
                        composer,
                        press,
                        outcomes,
                        councils,
                        new TransactionTemplate(transactions),
                        clock));
    }

    @Bean
    Task<Void> sendNotification(ObjectProvider<NotificationDesk> desk, NotificationSettings settings) {
        // its end stands in the transaction that records what came of it
        return SendingJob.of(
                SEND, settings, id -> desk.getObject().handle(UUID.fromString(id)), (done, operations) -> {});
    }

    @Bean
    BouncedMails bouncedMails(
            JdbcClient jdbc,
            NotificationLedger ledger,
            FeedbackRecords records,
            NotificationFacts facts,
            NotificationBook book,
            ByLetter byLetter,
            NotificationSettings settings,
            BounceShare share,
            InstantSource clock) {
        return new BouncedMails(jdbc, ledger, records, facts, book, byLetter, settings.bounceWithin(), share, clock);
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
}
