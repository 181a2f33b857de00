package org.feedbackhub.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.net.URI;
import java.time.InstantSource;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.SendingTimes;
import org.feedbackhub.council.SendingWindows;
import org.feedbackhub.council.WorkingCalendar;
import org.feedbackhub.email.MailLimits;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the councils' people are told: digests, and notices of what needs them. */
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    /** The name of the job that sends a notice. */
    static final String SEND_NOTICE = "send-notice";

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
        return SendingJob.of(
                SEND_NOTICE, settings, id -> desk.getObject().handle(id), new CompletionHandler.OnCompleteRemove<>());
    }
}
