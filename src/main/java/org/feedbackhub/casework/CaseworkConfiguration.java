package org.feedbackhub.casework;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.CamelContext;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Deadlines;
import org.feedbackhub.council.PromisedDates;
import org.feedbackhub.feedback.FeedbackSettled;
import org.feedbackhub.publishing.ConsumerLag;
import org.feedbackhub.publishing.Outbox;
import org.feedbackhub.publishing.PublishingSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What takes in what the case systems tell. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CaseworkSettings.class)
class CaseworkConfiguration {

    @Bean
    CaseLedger caseLedger(JdbcClient jdbc, ObjectMapper json, Councils councils, InstantSource clock) {
        return new CaseLedger(jdbc, json, councils, clock);
    }

    @Bean
    Reclassification reclassification(Councils councils, PromisedDates dates) {
        return new Reclassification(councils, dates);
    }

    @Bean
    CaseEvents caseEvents(
            PlatformTransactionManager transactions,
            FeedbackRecords records,
            CaseLedger ledger,
            Councils councils,
            Deadlines deadlines,
            PromisedDates dates,
            Reclassification reclassification,
            Outbox outbox,
            List<FeedbackSettled> ofSettlements,
            List<CaseChanged> listeners) {
        return new CaseEvents(
                new TransactionTemplate(transactions),
                records,
                ledger,
                new CaseConsequences(councils, deadlines, dates, records, reclassification),
                outbox,
                ofSettlements,
                listeners);
    }

    @Bean
    DeadLetters deadLetters(
            JdbcClient jdbc,
            ObjectMapper json,
            CaseEvents events,
            Councils councils,
            InstantSource clock,
            MeterRegistry registry) {
        DeadLetters letters = new DeadLetters(jdbc, json, events, councils, clock);
        Gauge.builder("hub.dead.letters.waiting", letters, DeadLetters::waiting)
                .description("Case events that could not be used and wait for a person")
                .register(registry);
        return letters;
    }

    @Bean
    CaseEventsLag caseEventsLag(ConsumerLag lag, CaseworkSettings settings, MeterRegistry registry) {
        return new CaseEventsLag(lag, settings.group(), registry);
    }

    @Bean
    CaseEventRecords caseEventRecords(PublishingSettings settings) {
        return new CaseEventRecords(settings.publicUrl());
    }

    @Bean
    CaseEventsStart caseEventsStart(CamelContext camel) {
        return new CaseEventsStart(camel);
    }

    @Bean
    Task<Void> replayDeadLetters(ObjectProvider<DeadLetters> letters, CaseworkSettings settings) {
        return Tasks.recurring("replay-dead-letters", FixedDelay.of(settings.replayEvery()))
                .execute((instance, context) -> letters.getObject().replayAsked());
    }
}
