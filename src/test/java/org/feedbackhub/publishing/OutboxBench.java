package org.feedbackhub.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.feedbackhub.HubUnderTest;
import org.feedbackhub.bench.Comparison;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How fast the outbox is emptied, against a bare producer of the same bytes with the same settings. */
@Tag("outbox")
class OutboxBench {

    private static final int EVENTS = Integer.getInteger("bench.events", 100_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final double BAR = 0.40;
    private static final String TOPIC = "feedback.complaints";

    private static HubUnderTest hub;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() {
        hub = HubUnderTest.start(Nothing.class);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> hub.bean(TopicSetup.class).ready());
        hub.bean(OutboxRelay.class).stop();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void empties_the_outbox_at_two_fifths_of_a_bare_producer_or_faster() throws Exception {
        fill();
        List<ProducerRecord<String, byte[]>> records = records();
        relay();

        double ratio = new Comparison("outbox", EVENTS + " events of 2 kB waiting", ROUNDS)
                .ratio("outbox and relay", this::filledRelay, "bare producer", () -> produce(records));

        if (ROUNDS > 1) {
            assertThat(ratio).isGreaterThanOrEqualTo(BAR);
        }
    }

    private double filledRelay() {
        fill();
        return relay();
    }

    private double relay() {
        JdbcClient jdbc = hub.bean(JdbcClient.class);
        OutboxRelay relay = hub.bean(OutboxRelay.class);
        long start = System.nanoTime();
        relay.start();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !jdbc.sql("select exists (select 1 from outbox)")
                        .query(Boolean.class)
                        .single());
        double seconds = (System.nanoTime() - start) / 1e9;
        relay.stop();
        return EVENTS / seconds;
    }

    private double produce(List<ProducerRecord<String, byte[]>> records) {
        Properties properties = new Properties();
        properties.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:" + hub.ports().kafka());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            long start = System.nanoTime();
            records.forEach(producer::send);
            producer.flush();
            return records.size() / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static void fill() {
        JdbcClient jdbc = hub.bean(JdbcClient.class);
        jdbc.sql("truncate arrival, feedback, event, outbox, publication cascade")
                .update();
        jdbc.sql(
                        """
                        insert into arrival (id, source, council, channel, received_at, arrived_at, sha256, size, outcome,
                                             reason, reference)
                        values ('00000000-0000-0000-0000-000000000000', 'bench', 'west-lindsey', 'email', now(), now(), '',
                                0, 'recorded', '', null)""")
                .update();
        jdbc.sql(
                        """
                        insert into feedback (reference, arrival, council, channel, kind, for_review, received_at,
                                              acknowledge_by, last_event, state)
                        select 'WL-' || lpad(i::text, 9, '0'), '00000000-0000-0000-0000-000000000000', 'west-lindsey',
                               'email', 'complaint', false, now(), now(), 1, '{}'
                        from generate_series(1, :events) i""")
                .param("events", EVENTS)
                .update();
        jdbc.sql(
                        """
                        insert into event (id, reference, sequence, council, topic, type, data_schema, occurred_at, body)
                        select gen_random_uuid(), 'WL-' || lpad(i::text, 9, '0'), 1, 'west-lindsey', :topic,
                               'org.feedbackhub.feedback.recorded.v1', 'http://127.0.0.1/contracts/x', now(),
                               convert_to((select string_agg(md5(i::text || j::text), '')
                                           from generate_series(1, 62) j), 'UTF8')
                        from generate_series(1, :events) i""")
                .param("topic", TOPIC)
                .param("events", EVENTS)
                .update();
        jdbc.sql(
                        """
                        insert into outbox (position, shard, reference, sequence, bytes)
                        select position, position % :shards, reference, sequence, octet_length(body) from event""")
                .param("shards", Outbox.SHARDS)
                .update();
        jdbc.sql("analyze event, outbox").update();
    }

    /** The very records that the relay sends. */
    private static List<ProducerRecord<String, byte[]>> records() {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(EVENTS);
        hub.bean(JdbcClient.class)
                .sql("select id, reference, data_schema, occurred_at, type, body from event order by position")
                .query(row -> {
                    ProducerRecord<String, byte[]> record =
                            new ProducerRecord<>(TOPIC, row.getString("reference"), row.getBytes("body"));
                    header(record, "ce_specversion", "1.0");
                    header(record, "ce_id", row.getString("id"));
                    header(record, "ce_type", row.getString("type"));
                    header(record, "ce_source", "/councils/west-lindsey");
                    header(record, "ce_subject", row.getString("reference"));
                    header(
                            record,
                            "ce_time",
                            row.getTimestamp("occurred_at").toInstant().toString());
                    header(record, "ce_dataschema", row.getString("data_schema"));
                    header(record, "ce_sequence", "1");
                    header(record, "content-type", "application/json");
                    records.add(record);
                });
        return records;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
