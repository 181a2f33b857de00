package org.feedbackhub.publishing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.feedbackhub.council.Councils;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox and its relay. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PublishingSettings.class)
class PublishingConfiguration {

    @Bean
    RelayWakeUp relayWakeUp() {
        return new RelayWakeUp();
    }

    @Bean
    Outbox outbox(
            JdbcClient jdbc,
            ObjectMapper json,
            Councils councils,
            PublishingSettings settings,
            RelayWakeUp wakeUp,
            InstantSource clock,
            MeterRegistry registry) {
        Outbox outbox = new Outbox(jdbc, json, councils, settings, wakeUp, clock);
        Gauge.builder("hub.outbox.waiting", outbox, Outbox::waiting)
                .description("Events that wait to be published")
                .register(registry);
        return outbox;
    }

    @Bean
    KafkaClients kafkaClients(PublishingSettings settings) {
        return new KafkaClients(settings.kafka());
    }

    @Bean
    TopicSetup topicSetup(
            KafkaClients clients,
            PublishingSettings settings,
            InstantSource clock,
            ApplicationEventPublisher application) {
        return new TopicSetup(clients, settings.topics(), clock, application);
    }

    @Bean
    OutboxRelay outboxRelay(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            RelayWakeUp wakeUp,
            TopicSetup topics,
            PublishingSettings settings,
            CamelContext camel,
            ProducerTemplate producer,
            InstantSource clock) {
        return new OutboxRelay(
                new OutboxStore(jdbc),
                new TransactionTemplate(transactions),
                wakeUp,
                topics,
                settings,
                camel,
                producer,
                clock);
    }

    @Bean
    ConsumerLag consumerLag(KafkaClients clients, PublishingSettings settings) {
        return new ConsumerLag(clients, settings.topics().prefix());
    }

    @Bean
    HealthIndicator broker(KafkaClients clients, Outbox outbox) {
        return new BrokerHealth(clients, outbox);
    }
}
