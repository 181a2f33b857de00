package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.feedbackhub.mailserver.CuttableProxy;
import org.feedbackhub.mailserver.Dovecot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mailboxes that cannot be reached for a time, and what is left in place where nothing may be moved, over restarts. */
@Tag("mailservers")
class MailboxOutageIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final List<String> OPERATORS = List.of("ann@ops.example.org", "ben@ops.example.org");
    private static final String MARKED = ConfigFolder.user("marked");

    private Dovecot dovecot;
    private CuttableProxy line;
    private HubUnderTest hub;

    /** No further beans. */
    static class Nothing {}

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Dovecot.installed(), "needs root and Debian's dovecot-imapd: apt-get install dovecot-imapd");
        dovecot = new Dovecot();
        line = new CuttableProxy(dovecot.port());
        line.refuse();
        ConfigFolder config = new ConfigFolder().council("west-lindsey", council -> {
            ConfigFolder.addMailbox(council, "away", line.port());
            ConfigFolder.addMailbox(council, "marked", dovecot.port()).put("afterwards", "mark");
        });
        hub = HubUnderTest.start(
                Nothing.class,
                config.setting(),
                "--hub.imap.port=" + dovecot.port(),
                "--hub.email.mailboxes.silent-after=4s",
                "--hub.email.mailboxes.look-every=200ms",
                "--hub.email.mailboxes.back-off-factor=10",
                "--hub.notifications.operators=" + String.join(",", OPERATORS),
                "--db-scheduler.polling-interval=200ms");
    }

    @AfterEach
    void stop() throws IOException {
        if (hub != null) {
            hub.close();
        }
        if (line != null) {
            line.close();
            dovecot.close();
        }
    }

    @Test
    void an_outage_is_told_once_stops_no_other_mailbox_and_its_end_is_told_once() throws Exception {
        await().atMost(SOON).until(() -> status().contains("\"status\":\"DOWN\""));
        await().atMost(SOON).until(() -> told(0) == 1 && told(1) == 1);
        assertThat(hub.read(OPERATORS.get(0), "INBOX").get(0).getSubject()).contains("not read", "away");
        assertBackedOff();

        dovecot.deliver(HubUnderTest.WEST_LINDSEY, "", mail());
        await().atMost(SOON).until(() -> dovecot.count(HubUnderTest.WEST_LINDSEY, "Processed") == 1);

        dovecot.deliver(MARKED, "T", mail());
        dovecot.deliver(MARKED, "", mail());
        await().atMost(SOON).until(() -> arrivals("marked") == 2 && marked() == 2);

        hub.restart();
        await().atMost(SOON).until(() -> status().contains("\"status\":\"DOWN\""));
        awaitTwoLooks();
        assertThat(notices("mailbox-down")).isEqualTo(2);

        line.admit();
        dovecot.deliver(ConfigFolder.user("away"), "", mail());
        await().atMost(SOON).until(() -> arrivals("away") == 1);
        await().atMost(SOON).until(() -> !status().contains("\"status\":\"DOWN\""));
        await().atMost(SOON).until(() -> notices("mailbox-back") == 2);
        awaitTwoLooks();

        assertThat(notices("mailbox-back")).isEqualTo(2);
        assertThat(notices("mailbox-down")).isEqualTo(2);
        assertThat(arrivals("marked")).as("what was marked is not taken again").isEqualTo(2);
        assertThat(dovecot.keywords(MARKED)).contains("$FeedbackHub");
        assertThat(dovecot.names(MARKED, "INBOX")).hasSize(2).anyMatch(name -> name.substring(name.indexOf(','))
                .contains("T"));
    }

    /** Among the first tries some follow at once, and then comes a pause. */
    private void assertBackedOff() {
        await().atMost(SOON).until(() -> line.connections().size() >= 5);
        List<Instant> tries = line.connections();
        Duration longest = Duration.ZERO;
        for (int i = 1; i < tries.size(); i++) {
            Duration pause = Duration.between(tries.get(i - 1), tries.get(i));
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }
        assertThat(longest).isGreaterThan(Duration.ofMillis(1_500));
    }

    private void awaitTwoLooks() {
        Instant now = Instant.now();
        for (Instant moment : List.of(now, now.plusMillis(1_000))) {
            await().atMost(SOON)
                    .until(() -> one("select count(*) from scheduled_tasks where task_name = 'watch-mailboxes'"
                                    + " and last_success > '" + moment + "'")
                            == 1);
        }
    }

    private long told(int operator) throws Exception {
        return hub.read(OPERATORS.get(operator), "INBOX").size();
    }

    /** How many messages have the hub's keyword, which Maildir writes as a small letter behind the flags. */
    private long marked() throws IOException {
        return dovecot.names(MARKED, "INBOX").stream()
                .filter(name -> name.matches(".*,[A-Z]*[a-z]+"))
                .count();
    }

    private long arrivals(String mailbox) {
        return one("select count(*) from arrival where source like 'imap:" + mailbox + "/%'");
    }

    private long notices(String template) {
        return one("select count(*) from notice where state = 'sent' and template = '" + template + "'");
    }

    private long one(String query) {
        return hub.bean(JdbcClient.class).sql(query).query(Long.class).single();
    }

    private String status() throws Exception {
        HttpResponse<String> health = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + hub.managementPort() + "/actuator/health/operations"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return health.body();
    }

    private static byte[] mail() {
        return ("From: A Resident <r" + UUID.randomUUID() + "@example.org>\r\nTo: " + HubUnderTest.WEST_LINDSEY
                        + "\r\nSubject: Bins\r\nMessage-ID: <" + UUID.randomUUID() + "@example.org>\r\n\r\n"
                        + "I wish to complain. My black bin was missed again and nobody has replied.\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
