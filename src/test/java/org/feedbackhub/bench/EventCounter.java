package org.feedbackhub.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what comes to some topics from now on, and counts it. */
final class EventCounter implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PATIENCE_NANOS = Duration.ofMinutes(10).toNanos();

    private final KafkaConsumer<byte[], byte[]> consumer;

    EventCounter(int kafkaPort, String... topics) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + kafkaPort),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Arrays.stream(topics)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Waits for so many. @throws IllegalStateException if they do not come in ten minutes */
    void await(int events) {
        long start = System.nanoTime();
        int seen = 0;
        while (seen < events) {
            seen += consumer.poll(POLL).count();
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("only " + seen + " of " + events + " events came");
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
