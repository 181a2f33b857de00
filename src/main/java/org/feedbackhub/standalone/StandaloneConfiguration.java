package org.feedbackhub.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.feedbackhub.council.Councils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** What runs inside the process in the profile {@code standalone}, and only there. */
@Configuration(proxyBeanMethods = false)
@Profile("standalone")
@EnableConfigurationProperties(StandaloneSettings.class)
class StandaloneConfiguration {

    @Bean
    HubHome hubHome(@Value("${hub.home}") Path home) throws IOException {
        return new HubHome(home);
    }

    @Bean
    JdbcConnectionDetails embeddedDatabase(HubHome home, StandaloneSettings settings) throws IOException {
        return new EmbeddedDatabase(home, settings.postgres().port());
    }

    @Bean
    EmbeddedBroker embeddedBroker(HubHome home, StandaloneSettings settings) throws Exception {
        return new EmbeddedBroker(home, settings.kafka());
    }

    @Bean
    @ConditionalOnProperty(name = "hub.standalone.mail", matchIfMissing = true)
    EmbeddedMailServer embeddedMailServer(Councils councils, StandaloneSettings settings) {
        return new EmbeddedMailServer(
                councils, settings.smtp().port(), settings.imap().port(), Welcome.MAILBOX_PASSWORD);
    }

    @Bean
    GeneratedOperator generatedOperator(HubHome home, Councils councils) throws IOException {
        return new GeneratedOperator(home, councils);
    }

    @Bean
    Welcome welcome(
            Environment environment,
            StandaloneSettings settings,
            Councils councils,
            GeneratedOperator operator,
            InstantSource clock) {
        return new Welcome(
                environment,
                settings,
                councils,
                operator,
                new SampleMails(settings.smtp().port(), clock));
    }
}
