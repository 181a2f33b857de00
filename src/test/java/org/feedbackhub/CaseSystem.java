package org.feedbackhub;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A case system that tells the hub of its cases. */
final class CaseSystem implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;

    CaseSystem(int kafkaPort) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + kafkaPort),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** @param type without namespace and version, such as {@code extended} */
    void tell(String reference, String type, Instant at, String body) {
        tell(UUID.randomUUID().toString(), reference, type, at, body);
    }

    /** The same under an id that the test chooses. */
    void tell(String id, String reference, String type, Instant at, String body) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>("cases.events", reference, body.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_source",
                        "/case-systems/test",
                        "ce_type",
                        "org.feedbackhub.case." + type + ".v1",
                        "ce_subject",
                        reference,
                        "ce_time",
                        at.toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        send(record);
    }

    /** A record as it stands, whatever it holds. */
    void send(ProducerRecord<String, byte[]> record) {
        producer.send(record);
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
