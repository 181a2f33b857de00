package org.feedbackhub.publishing;

import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes every client of the broker with the same settings, whether Camel asks for it or the hub itself. */
final class KafkaClients extends DefaultKafkaClientFactory {

    private final PublishingSettings.Kafka settings;

    KafkaClients(PublishingSettings.Kafka settings) {
        this.settings = settings;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Producer getProducer(Properties properties) {
        properties.putAll(settings.properties());
        return super.getProducer(properties);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Consumer getConsumer(Properties properties) {
        properties.putAll(settings.properties());
        return super.getConsumer(properties);
    }

    /** An administrator's client that gives up a call after so many milliseconds. */
    Admin admin(int timeoutMillis) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis));
        properties.putAll(settings.properties());
        return Admin.create(properties);
    }
}
