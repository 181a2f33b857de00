package org.feedbackhub;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole hub in its standalone profile, on free ports and with data of its own, and the ways into and out of it. */
public final class HubUnderTest implements AutoCloseable {

    public static final String WEST_LINDSEY = "experience@west-lindsey.gov.uk";

    /** Each waits a fifth of a second at most. */
    private static final int POLLS = 100;

    private final Ports ports;
    private final Path home;
    private final Class<?> beans;
    private final List<String> settings;
    private ConfigurableApplicationContext context;

    private HubUnderTest(Ports ports, Path home, Class<?> beans, List<String> settings) {
        this.ports = ports;
        this.home = home;
        this.beans = beans;
        this.settings = settings;
        this.context = run();
    }

    /** Starts one. @param beans further ones for this test @param settings further ones, as {@code --name=value} */
    public static HubUnderTest start(Class<?> beans, String... settings) {
        Path home = Path.of("target", "hubs", UUID.randomUUID().toString());
        return new HubUnderTest(Ports.free(), home, beans, List.of(settings));
    }

    /** Stops it and starts it again with what it has kept. @param further settings for this start, in place of those of the same name */
    public void restart(String... further) {
        close();
        context = run(further);
    }

    private ConfigurableApplicationContext run(String... further) {
        List<String> args = new ArrayList<>(ports.settings(home));
        args.addAll(settings);
        // the last of two that name the same setting would only be added to the first
        for (String one : further) {
            String name = one.substring(0, one.indexOf('=') + 1);
            args.removeIf(arg -> arg.startsWith(name));
            args.add(one);
        }
        return new SpringApplicationBuilder(FeedbackHub.class, beans).run(args.toArray(String[]::new));
    }

    public Ports ports() {
        return ports;
    }

    /** Where its data is. */
    public Path home() {
        return home;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int httpPort() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Free ports for all that listens; found free just now, which is as near as one comes. */
    public record Ports(int postgres, int kafka, int controller, int smtp, int imap) {

        public static Ports free() {
            return new Ports(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next());
        }

        /** As the hub takes them on its command line. */
        public List<String> settings(Path home) {
            return List.of(
                    "--hub.home=" + home,
                    "--server.port=0",
                    "--management.server.port=0",
                    "--hub.public-url=http://127.0.0.1:8080",
                    "--hub.standalone.postgres.port=" + postgres,
                    "--hub.standalone.kafka.port=" + kafka,
                    "--hub.standalone.kafka.controller-port=" + controller,
                    "--hub.standalone.smtp.port=" + smtp,
                    "--hub.standalone.imap.port=" + imap,
                    "--hub.email.mailboxes.poll-every=200ms");
        }

        /** Settings of a hub in the server profile that uses the parts of the one on these ports. */
        public List<String> serverSettings(Path home) {
            return List.of(
                    "--spring.profiles.active=server",
                    "--hub.councils.accept-unconfirmed=true",
                    "--server.port=0",
                    "--management.server.port=0",
                    "--hub.home=" + home,
                    "--HUB_PUBLIC_URL=http://127.0.0.1:8080",
                    "--HUB_DATABASE_URL=jdbc:postgresql://127.0.0.1:" + postgres + "/hub",
                    "--HUB_DATABASE_USER=hub",
                    "--HUB_DATABASE_PASSWORD=",
                    "--HUB_KAFKA_BROKERS=127.0.0.1:" + kafka,
                    "--HUB_TOPICS_REPLICATION=1",
                    "--HUB_IMAP_HOST=127.0.0.1",
                    "--HUB_IMAP_PORT=" + imap,
                    "--HUB_IMAP_SECURITY=none",
                    "--HUB_SMTP_HOST=127.0.0.1",
                    "--HUB_SMTP_PORT=" + smtp,
                    "--HUB_SMTP_SECURITY=none",
                    "--HUB_SECRETS_WEST_LINDSEY_MAILBOX=standalone",
                    "--HUB_SECRETS_NORTH_KESTEVEN_MAILBOX=standalone",
                    "--HUB_SECRETS_WEST_LINDSEY_WEB_FORM=whsec_c2VydmVyLXByb2ZpbGUtd2VzdC1saW5kc2V5LTE=",
                    "--HUB_SECRETS_NORTH_KESTEVEN_WEB_FORM=whsec_c2VydmVyLXByb2ZpbGUtbm9ydGgta2VzdGV2ZW4=",
                    "--HUB_WEB_FORM_PAGE_KEY=server-profile-of-the-pages-key-0001",
                    "--HUB_SURVEY_KEY=server-profile-of-the-survey-key-001",
                    "--hub.email.mailboxes.poll-every=200ms");
        }
    }

    /** Delivers a mail by SMTP, as it stands. */
    public static void deliver(int smtpPort, String from, String to, byte[] mail) throws MessagingException {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "mail.smtp.host", "127.0.0.1", "mail.smtp.port", Integer.toString(smtpPort), "mail.smtp.from", from));
        Session session = Session.getInstance(properties);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(
                    new MimeMessage(session, new ByteArrayInputStream(mail)),
                    new InternetAddress[] {new InternetAddress(to)});
        }
    }

    /** Delivers a mail of a resident. */
    public void deliver(String from, String subject, String text) throws MessagingException {
        String mail = "From: A Resident <" + from + ">\r\nTo: " + WEST_LINDSEY + "\r\nSubject: " + subject
                + "\r\nMessage-ID: <" + UUID.randomUUID() + "@example.org>\r\n\r\n" + text + "\r\n";
        deliver(ports.smtp(), from, WEST_LINDSEY, mail.getBytes(StandardCharsets.UTF_8));
    }

    /** The messages in a folder of a mailbox, read by IMAP. */
    public static List<MimeMessage> read(int imapPort, String user, String folderName) throws Exception {
        Properties properties = new Properties();
        Session session = Session.getInstance(properties);
        try (Store store = session.getStore("imap")) {
            store.connect("127.0.0.1", imapPort, user, "standalone");
            Folder folder = store.getFolder(folderName);
            if (!folder.exists()) {
                return List.of();
            }
            folder.open(Folder.READ_ONLY);
            List<MimeMessage> copies = new ArrayList<>();
            for (Message message : folder.getMessages()) {
                copies.add(new MimeMessage((MimeMessage) message));
            }
            folder.close(false);
            return copies;
        }
    }

    public List<MimeMessage> read(String user, String folder) throws Exception {
        return read(ports.imap(), user, folder);
    }

    /** Every record of the topics, from the beginning to the end as it is now, read by a consumer of its own. */
    public static List<ConsumerRecord<String, byte[]>> records(int kafkaPort, String... topics) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + kafkaPort);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Arrays.stream(topics)
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            for (int poll = 0;
                    poll < POLLS
                            && partitions.stream()
                                    .anyMatch(partition -> consumer.position(partition) < ends.get(partition));
                    poll++) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    public List<ConsumerRecord<String, byte[]>> records(String... topics) {
        return records(ports.kafka(), topics);
    }
}
