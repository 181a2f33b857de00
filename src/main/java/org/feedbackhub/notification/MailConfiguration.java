package org.feedbackhub.notification;

import java.time.InstantSource;
import org.apache.camel.ProducerTemplate;
import org.feedbackhub.council.Councils;
import org.feedbackhub.mailaccess.MailLogin;
import org.feedbackhub.mailaccess.MailLogins;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The way of a mail to the mail server, and what bounds it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SmtpSettings.class, DkimSettings.class})
class MailConfiguration {

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
