package org.feedbackhub.mailaccess;

import java.time.InstantSource;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The logins at mail servers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailAccessSettings.class)
class MailAccessConfiguration {

    @Bean
    MailLogins mailLogins(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            MailAccessSettings settings,
            InstantSource clock) {
        RefreshTokens refreshTokens =
                new RefreshTokens(jdbc, new TransactionTemplate(transactions), settings.key(), clock);
        return new MailLogins(
                new TokenEndpoint(clock), refreshTokens, !settings.key().isEmpty(), clock);
    }

    @Bean
    HealthIndicator secrets(MailLogins logins, MailAccessSettings settings, InstantSource clock) {
        return new SecretExpiry(logins, settings.warnBefore(), clock);
    }
}
