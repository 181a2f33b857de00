package org.feedbackhub.bench;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.feedbackhub.HubUnderTest;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.classification.Classifier;
import org.feedbackhub.email.MailReader;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.mailserver.Dovecot;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.Pollers;
import org.springframework.integration.kafka.dsl.Kafka;
import org.springframework.integration.mail.dsl.Mail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** The same mails to Kafka in other ways, each as its users would write it. */
final class OtherWays {

    static final String TOPIC = "bench.mails";

    private static final int CHUNK = 500;
    private static final int THREADS = 8;

    private final HubUnderTest hub;
    private final Dovecot dovecot;

    OtherWays(HubUnderTest hub, Dovecot dovecot) {
        this.hub = hub;
        this.dovecot = dovecot;
    }

    /** Whole messages fetched in bulk and handed to an idempotent producer; nothing is kept, nothing moved. */
    void barePipe() throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(producer())) {
            eachChunk(chunk -> {
                for (Message message : chunk) {
                    producer.send(new ProducerRecord<>(TOPIC, bytes(message)));
                }
            });
            producer.flush();
        }
    }

    /** Fetch in bulk, parse and classify on all cores, one committed row each, produce. */
    void floor() throws Exception {
        MailReader reader = hub.bean(MailReader.class);
        Classifier classifier = hub.bean(Classifier.class);
        JdbcClient jdbc = hub.bean(JdbcClient.class);
        jdbc.sql(
                        "create table if not exists bench_floor (id uuid primary key, kind text not null, body bytea not null)")
                .update();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> rest = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(producer())) {
            eachChunk(chunk -> {
                for (Message message : chunk) {
                    byte[] bytes = bytes(message);
                    rest.add(threads.submit(() -> {
                        Arrived arrived = new Arrived(
                                "bench",
                                new CouncilId("west-lindsey"),
                                Channel.EMAIL,
                                Instant.EPOCH,
                                new RawItem("0".repeat(64), bytes.length));
                        Finding finding = classifier.classify(reader.read(arrived, bytes, false));
                        UUID id = UUID.randomUUID();
                        jdbc.sql("insert into bench_floor values (?, ?, ?)")
                                .params(
                                        id,
                                        ((Finding.Understood) finding)
                                                .classification()
                                                .kind()
                                                .id(),
                                        bytes)
                                .update();
                        producer.send(new ProducerRecord<>(TOPIC, id.toString(), bytes));
                    }));
                }
            });
            for (Future<?> one : rest) {
                one.get();
            }
            producer.flush();
        } finally {
            threads.shutdown();
        }
    }

    /** A plain Camel route, from when it starts until the counter has seen all. */
    void camelRoute(Runnable untilAllCame) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("imap://127.0.0.1:" + dovecot.port() + "?username=" + HubUnderTest.WEST_LINDSEY + "&password="
                                    + Dovecot.PASSWORD + "&fetchSize=" + CHUNK
                                    + "&peek=true&mapMailMessage=false&delay=10&initialDelay=0")
                            .process(exchange -> exchange.getIn()
                                    .setBody(bytes(exchange.getIn().getBody(Message.class))))
                            .removeHeaders("*")
                            .to("kafka:" + TOPIC + "?brokers=127.0.0.1:"
                                    + hub.ports().kafka()
                                    + "&valueSerializer=org.apache.kafka.common.serialization.ByteArraySerializer"
                                    + "&enableIdempotence=true&requestRequiredAcks=all");
                }
            });
            camel.start();
            untilAllCame.run();
        }
    }

    /** A Spring Integration flow from its mail adapter to its Kafka adapter. */
    void springIntegrationFlow(Runnable untilAllCame) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.register(Integration.class);
            String user = HubUnderTest.WEST_LINDSEY.replace("@", "%40");
            context.registerBean("flow", IntegrationFlow.class, () -> IntegrationFlow.from(
                            Mail.imapInboundAdapter("imap://" + user + ":" + Dovecot.PASSWORD + "@127.0.0.1:"
                                            + dovecot.port() + "/INBOX")
                                    .shouldDeleteMessages(false)
                                    .shouldMarkMessagesAsRead(true)
                                    .simpleContent(true)
                                    .maxFetchSize(CHUNK),
                            source -> source.poller(Pollers.fixedDelay(10).maxMessagesPerPoll(CHUNK)))
                    .transform(Message.class, OtherWays::bytes)
                    .handle(Kafka.outboundChannelAdapter(new DefaultKafkaProducerFactory<String, byte[]>(kafka()))
                            .topic(TOPIC))
                    .get());
            context.refresh();
            untilAllCame.run();
        }
    }

    /** What Spring Integration needs. */
    @EnableIntegration
    static class Integration {}

    private interface ChunkWork {
        void of(Message[] chunk) throws Exception;
    }

    private void eachChunk(ChunkWork work) throws Exception {
        Session session = Session.getInstance(new Properties());
        try (Store store = session.getStore("imap")) {
            store.connect("127.0.0.1", dovecot.port(), HubUnderTest.WEST_LINDSEY, Dovecot.PASSWORD);
            Folder folder = store.getFolder("INBOX");
            folder.open(Folder.READ_ONLY);
            FetchProfile whole = new FetchProfile();
            whole.add(IMAPFolder.FetchProfileItem.MESSAGE);
            int count = folder.getMessageCount();
            for (int from = 1; from <= count; from += CHUNK) {
                Message[] chunk = folder.getMessages(from, Math.min(count, from + CHUNK - 1));
                folder.fetch(chunk, whole);
                work.of(chunk);
            }
            folder.close(false);
        }
    }

    private static byte[] bytes(Message message) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            message.writeTo(out);
            return out.toByteArray();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Properties producer() {
        Properties properties = new Properties();
        properties.putAll(kafka());
        return properties;
    }

    private Map<String, Object> kafka() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:" + hub.ports().kafka(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                131_072,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class);
    }
}
