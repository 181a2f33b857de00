package org.feedbackhub.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.Rows;
import org.feedbackhub.council.Councils;
import org.feedbackhub.email.MailLimits;
import org.feedbackhub.mailaccess.MailLogin;
import org.feedbackhub.mailaccess.MailLogins;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Planning, deciding and sending. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({NotificationSettings.class, SmtpSettings.class})
class NotificationConfiguration {

    /** The name of the job by which each notification is handled when it is due. */
    static final String SEND = "send-notification";

    /** The name of the job that sends a notice. */
    static final String SEND_NOTICE = "send-notice";

    @Bean
    NotificationLedger notificationLedger(
            JdbcClient jdbc, ObjectMapper json, NotificationSettings settings, InstantSource clock) {
        return new NotificationLedger(jdbc, new Rows(json), settings.perPerson(), clock);
    }

    @Bean
    Templates templates(@Value("${hub.config}") Path config, Councils councils) {
        Templates templates = new Templates(config.resolve("templates"), councils);
        new TemplateRehearsal(templates, councils).rehearse();
        return templates;
    }

    @Bean
    NotificationDesk notificationDesk(
            NotificationLedger ledger,
            FeedbackRecords records,
            Templates templates,
            Councils councils,
            Turns turns,
            Postman postman,
            NotificationSettings settings,
            MeterRegistry registry,
            InstantSource clock) {
        return new NotificationDesk(
                ledger,
                records,
                new SendingPolicy(councils, ledger),
                templates,
                councils,
                turns,
                postman,
                settings.giveUpAfter(),
                registry,
                clock);
    }

    @Bean
    Task<Void> sendNotification(NotificationDesk desk, NotificationSettings settings) {
        return Tasks.oneTime(SEND)
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(settings.retryAfter()))
                .execute((instance, context) -> desk.handle(UUID.fromString(instance.getId())));
    }

    @Bean
    NotificationPlanner notificationPlanner(
            NotificationLedger ledger,
            Scheduler scheduler,
            Councils councils,
            NotificationSettings settings,
            InstantSource clock) {
        return new NotificationPlanner(ledger, scheduler, councils, settings, clock);
    }

    @Bean
    BouncedMails bouncedMails(JdbcClient jdbc, NotificationSettings settings, InstantSource clock) {
        return new BouncedMails(jdbc, settings.bounceWithin(), clock);
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
    Occasions occasions(NoticeDesk desk, Councils councils, NotificationSettings settings, MailLimits limits) {
        return new Occasions(desk, councils, settings.operators(), limits.size());
    }

    @Bean
    Task<Void> sendNotice(ObjectProvider<NoticeDesk> desk, NotificationSettings settings) {
        return Tasks.oneTime(SEND_NOTICE)
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(settings.retryAfter()))
                .execute((instance, context) -> desk.getObject().handle(instance.getId()));
    }

    @Bean
    MailLogin mailLogin(SmtpSettings settings, MailLogins logins) {
        return logins.of("smtp", settings.user(), settings.password(), settings.oauth());
    }

    @Bean
    Postman postman(ProducerTemplate producer, MailLogin login) {
        return new Postman(producer, login);
    }

    @Bean
    Turns turns(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Turns(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    MailConnections mailConnections(SmtpSettings settings, MailLogin login) {
        return new MailConnections(settings, login);
    }
}
