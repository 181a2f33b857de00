package org.feedbackhub.email;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.Councils;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reading the councils' mailboxes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailboxSettings.class)
class MailboxConfiguration {

    @Bean
    MailboxLeases mailboxLeases(DataSource database) {
        return new MailboxLeases(database);
    }

    @Bean
    MailboxWatch mailboxWatch(
            Councils councils,
            MailboxLeases leases,
            MailboxSettings settings,
            InstantSource clock,
            MeterRegistry registry) {
        return new MailboxWatch(
                councils.all().stream()
                        .flatMap(council -> council.mailboxes().stream())
                        .toList(),
                leases,
                settings.silentAfter(),
                clock,
                registry);
    }

    @Bean
    MailboxMessages mailboxMessages(Councils councils, RawStore rawStore, MailboxWatch watch, InstantSource clock) {
        return new MailboxMessages(councils, rawStore, watch, clock);
    }

    @Bean
    HealthIndicator mailboxes(MailboxWatch watch) {
        return new MailboxHealth(watch);
    }

    @Bean
    ApplicationListener<ApplicationStartedEvent> startMailboxes(
            Councils councils, MailboxWatch watch, MailboxSettings settings, CamelContext camel) {
        MailboxRoutes routes = new MailboxRoutes(councils, watch, settings, camel);
        return started -> routes.start();
    }
}
