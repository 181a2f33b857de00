package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.feedbackhub.standalone.PromptMailServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The hub as a process of its own, killed at random moments, with a mail server that lives on outside it. */
@Tag("crash")
class CrashIT {

    private static final int MESSAGES = 300;
    private static final int KILLS = 3;
    private static final Duration LONG = Duration.ofMinutes(3);

    private final HubUnderTest.Ports ports = HubUnderTest.Ports.free();
    private final Random random = new Random();
    private PromptMailServer mail;
    private HubProcess hub;

    /** The mail server's threads throw when the hub is killed with a connection open, which is what is tried here. */
    @BeforeAll
    static void letOtherThreadsFail() {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    @AfterAll
    static void asBefore() {
        Awaitility.reset();
    }

    @BeforeEach
    void start() throws IOException {
        hub = new HubProcess(ports, "--hub.standalone.mail=false", "--db-scheduler.heartbeat-interval=1s");
        mail = new PromptMailServer(
                new ServerSetup(ports.smtp(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                new ServerSetup(ports.imap(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        mail.withConfiguration(new GreenMailConfiguration()
                .withDisabledAuthentication()
                .withUser(HubUnderTest.WEST_LINDSEY, "standalone")
                .withUser("experience@n-kesteven.gov.uk", "standalone"));
        mail.start();
    }

    @AfterEach
    void stop() {
        hub.close();
        mail.stop();
    }

    @Test
    void every_message_survives_three_kills_and_is_answered_once() throws Exception {
        hub.start();
        for (int kill = 0; kill < KILLS; kill++) {
            int before = recorded();
            deliver(kill * MESSAGES / KILLS, (kill + 1) * MESSAGES / KILLS);
            int some = before + 1 + random.nextInt(MESSAGES / KILLS - 1);
            await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> recorded() >= some);
            hub.kill();
            hub.start();
        }

        await().atMost(LONG)
                .until(() -> hub.one("select count(*) from notification where state = 'sent'") == MESSAGES
                        && hub.one("select count(*) from outbox") == 0);
        await().atMost(LONG).until(() -> HubUnderTest.read(ports.imap(), HubUnderTest.WEST_LINDSEY, "INBOX")
                .isEmpty());

        assertThat(hub.one("select count(*) from arrival")).isEqualTo(MESSAGES);
        assertThat(hub.one("select count(*) from arrival where outcome = 'recorded'"))
                .isEqualTo(MESSAGES);
        assertThat(hub.one("select count(*) from feedback")).isEqualTo(MESSAGES);
        assertThat(hub.one("select count(distinct sha256) from arrival")).isEqualTo(rawItems());
        assertPublishedUnderOneIdentityEach();
        assertAcknowledgedOnceOrUnderTheSameIdentity();
    }

    private void assertPublishedUnderOneIdentityEach() {
        Map<String, Set<String>> identities = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : HubUnderTest.records(ports.kafka(), "feedback.complaints")) {
            identities
                    .computeIfAbsent(record.key(), key -> new HashSet<>())
                    .add(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
        }
        assertThat(identities).hasSize(MESSAGES);
        assertThat(identities.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    }

    private void assertAcknowledgedOnceOrUnderTheSameIdentity() throws Exception {
        int repeated = 0;
        for (int i = 0; i < MESSAGES; i++) {
            List<MimeMessage> received = HubUnderTest.read(ports.imap(), resident(i), "INBOX");
            Set<String> identities = new HashSet<>();
            for (MimeMessage message : received) {
                identities.add(message.getMessageID());
            }
            assertThat(identities).as(resident(i)).hasSize(1);
            repeated += received.size() - 1;
        }
        // what was in flight at a kill: at most one for each thread that sends
        assertThat(repeated).isLessThanOrEqualTo(KILLS * 10);
    }

    private static String resident(int number) {
        return "resident" + number + "@example.org";
    }

    private void deliver(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            String text = "From: Resident " + i + " <" + resident(i) + ">\r\nTo: " + HubUnderTest.WEST_LINDSEY
                    + "\r\nSubject: Bin number " + i + "\r\nMessage-ID: <" + i + "@example.org>\r\n\r\n"
                    + "I wish to complain. My bin was missed again and nobody has replied to letter " + i + ".\r\n";
            HubUnderTest.deliver(
                    ports.smtp(), resident(i), HubUnderTest.WEST_LINDSEY, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private int recorded() {
        try {
            return hub.one("select count(*) from arrival");
        } catch (SQLException e) {
            return 0;
        }
    }

    /** Beside the ledger, and whole files; what a kill left half written lies in another folder under another name. */
    private int rawItems() throws IOException, SQLException {
        try (Stream<Path> files = Files.walk(hub.home().resolve("raw"))) {
            return hub.one("select count(*) from raw_item")
                    + (int) files.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("[0-9a-f]{64}"))
                            .count();
        }
    }
}
