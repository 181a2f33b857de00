package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.feedbackhub.mailserver.SmtpSink;
import org.feedbackhub.standalone.PromptMailServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The hub as a process of its own, killed while it sends, with mail servers that live on outside it. */
@Tag("crash")
class SendingCrashIT {

    private static final int MESSAGES = 300;
    private static final int KILLS = 2;
    private static final int CONNECTIONS = 8;
    private static final Duration LONG = Duration.ofMinutes(3);

    /** So that several mails are under way at any moment. */
    private static final Duration SLOW = Duration.ofMillis(100);

    private final HubUnderTest.Ports ports = HubUnderTest.Ports.free();
    private PromptMailServer mailboxes;
    private SmtpSink server;
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
        server = new SmtpSink(0, command -> {
            if (command.equals(".")) {
                LockSupport.parkNanos(SLOW.toNanos());
            }
            return null;
        });
        hub = new HubProcess(
                ports,
                "--hub.standalone.mail=false",
                "--hub.smtp.port=" + server.port(),
                "--hub.smtp.connections=" + CONNECTIONS,
                "--hub.notifications.acknowledge-after=10s",
                "--db-scheduler.heartbeat-interval=1s");
        mailboxes = new PromptMailServer(
                new ServerSetup(ports.smtp(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                new ServerSetup(ports.imap(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        mailboxes.withConfiguration(new GreenMailConfiguration()
                .withDisabledAuthentication()
                .withUser(HubUnderTest.WEST_LINDSEY, "standalone")
                .withUser("experience@n-kesteven.gov.uk", "standalone"));
        mailboxes.start();
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        mailboxes.stop();
        server.close();
    }

    @Test
    void every_notification_survives_kills_during_sending_and_none_goes_under_two_identities() throws Exception {
        hub.start();
        deliver();
        for (int kill = 1; kill <= KILLS; kill++) {
            int some = kill * MESSAGES / (KILLS + 1);
            await().atMost(LONG).pollInterval(Duration.ofMillis(10)).until(() -> server.taken() >= some);
            hub.kill();
            hub.start();
        }

        await().atMost(LONG).until(() -> hub.one("select count(*) from notification where state = 'sent'") == MESSAGES);

        assertThat(hub.one("select count(*) from feedback")).isEqualTo(MESSAGES);
        assertThat(hub.one("select count(*) from notification")).isEqualTo(MESSAGES);
        Map<String, Set<String>> identities = new HashMap<>();
        // a digest is no notification
        var toResidents = server.mails().stream()
                .filter(mail -> mail.to().startsWith("resident"))
                .toList();
        toResidents.forEach(mail ->
                identities.computeIfAbsent(mail.to(), to -> new HashSet<>()).add(mail.messageId()));
        assertThat(identities).hasSize(MESSAGES);
        assertThat(identities.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
        // what was under way at a kill
        assertThat(toResidents.size() - MESSAGES).isBetween(0, KILLS * CONNECTIONS);
    }

    private void deliver() throws Exception {
        for (int i = 0; i < MESSAGES; i++) {
            String resident = "resident" + i + "@example.org";
            String text = "From: Resident " + i + " <" + resident + ">\r\nTo: " + HubUnderTest.WEST_LINDSEY
                    + "\r\nSubject: Bin number " + i + "\r\nMessage-ID: <" + i + "@example.org>\r\n\r\n"
                    + "I wish to complain. My bin was missed again and nobody has replied to letter " + i + ".\r\n";
            HubUnderTest.deliver(
                    ports.smtp(), resident, HubUnderTest.WEST_LINDSEY, text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
