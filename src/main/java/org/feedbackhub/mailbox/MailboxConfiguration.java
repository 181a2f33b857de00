package org.feedbackhub.mailbox;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.CamelContext;
import org.feedbackhub.arrival.ArrivalLedger;
import org.feedbackhub.arrival.Leases;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Mailbox;
import org.feedbackhub.mailaccess.MailLogins;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reading the councils' mailboxes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailboxSettings.class)
class MailboxConfiguration {

    @Bean
    MailboxWatch mailboxWatch(
            Councils councils, Leases leases, MailboxSettings settings, InstantSource clock, MeterRegistry registry) {
        return new MailboxWatch(all(councils), leases, settings.silentAfter(), clock, registry);
    }

    @Bean
    MailboxFigures mailboxFigures(
            Councils councils,
            ArrivalLedger ledger,
            MailboxSettings settings,
            InstantSource clock,
            MeterRegistry registry) {
        return new MailboxFigures(all(councils), ledger, settings.reconcileEvery(), clock, registry);
    }

    @Bean
    MailboxParts mailboxParts(
            Councils councils,
            MailLogins logins,
            ArrivalLedger ledger,
            MailboxFigures figures,
            MailboxStates states,
            MailboxSettings settings) {
        return new MailboxParts(councils, logins, ledger, figures, states, settings);
    }

    @Bean("imap")
    MailboxComponent imap(MailboxParts parts) {
        return new MailboxComponent(parts);
    }

    @Bean("imaps")
    MailboxComponent imaps(MailboxParts parts) {
        return new MailboxComponent(parts);
    }

    @Bean
    MailboxMessages mailboxMessages(Councils councils, RawStore rawStore, MailboxWatch watch, InstantSource clock) {
        return new MailboxMessages(councils, rawStore, watch, clock);
    }

    @Bean
    MailboxStates mailboxStates(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Councils councils,
            MailboxWatch watch,
            ObjectProvider<MailboxAlerts> alerts,
            MailboxSettings settings,
            InstantSource clock) {
        return new MailboxStates(jdbc, new TransactionTemplate(transactions), councils, watch, alerts, settings, clock);
    }

    @Bean
    Task<Void> watchMailboxes(MailboxStates states, MailboxSettings settings) {
        return Tasks.recurring("watch-mailboxes", FixedDelay.of(settings.lookEvery()))
                .execute((instance, context) -> states.look());
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

    private static List<Mailbox> all(Councils councils) {
        return councils.all().stream()
                .flatMap(council -> council.mailboxes().stream())
                .toList();
    }
}
