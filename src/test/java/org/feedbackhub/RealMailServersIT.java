package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.feedbackhub.arrival.LedgerUpkeep;
import org.feedbackhub.mailserver.CuttableProxy;
import org.feedbackhub.mailserver.Dovecot;
import org.feedbackhub.mailserver.Postfix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hub against Dovecot and Postfix, with everything that goes wrong between a hub and its mail servers. */
@Tag("mailservers")
class RealMailServersIT {

    private static final int MESSAGES = Integer.getInteger("realservers.messages", 300);
    private static final int SENDERS = 4;
    private static final Duration LONG = Duration.ofMinutes(4);

    private Dovecot dovecot;
    private Postfix postfix;
    private CuttableProxy line;
    private HubUnderTest hub;

    /** No further beans. */
    static class Nothing {}

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                Dovecot.installed() && Postfix.installed(),
                "needs root, and Debian's dovecot-imapd and postfix: apt-get install dovecot-imapd postfix");
        dovecot = new Dovecot();
        List<String> everybody = new ArrayList<>(List.of(HubUnderTest.WEST_LINDSEY));
        IntStream.range(0, MESSAGES).mapToObj(RealMailServersIT::resident).forEach(everybody::add);
        postfix = new Postfix(dovecot.mailboxes(), everybody);
        line = new CuttableProxy(dovecot.port());
    }

    @AfterEach
    void stop() throws IOException {
        if (hub != null) {
            hub.close();
        }
        if (line != null) {
            line.close();
            postfix.close();
            dovecot.close();
        }
    }

    @Test
    void nothing_is_lost_and_nothing_comes_twice_whatever_happens_in_between() throws Exception {
        deliver(0, MESSAGES / 2);
        hub = startHub();
        for (int cut = 1; cut <= 3; cut++) {
            int some = cut * MESSAGES / 10;
            await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> arrivals() >= some);
            line.cut();
        }
        deliver(MESSAGES / 2, MESSAGES * 3 / 4);
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> arrivals() >= MESSAGES * 6 / 10);
        dovecot.stop();
        deliver(MESSAGES * 3 / 4, MESSAGES);
        dovecot.start();
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> arrivals() >= MESSAGES * 8 / 10);
        dovecot.stop();
        dovecot.forgetUids(HubUnderTest.WEST_LINDSEY);
        dovecot.start();

        await().atMost(LONG).until(() -> count("feedback") == MESSAGES);
        await().atMost(LONG).until(() -> dovecot.count(HubUnderTest.WEST_LINDSEY, "INBOX") == 0);
        await().atMost(LONG)
                .until(() -> one("select count(*) from notification where state = 'sent'") == MESSAGES
                        && one("select count(*) from outbox") == 0);

        assertThat(count("arrival"))
                .isEqualTo(MESSAGES + one("select count(*) from arrival where outcome = 'duplicate'"));
        assertThat(one("select count(*) from arrival where outcome = 'quarantined'"))
                .isZero();
        assertThat(dovecot.count(HubUnderTest.WEST_LINDSEY, "Processed")).isEqualTo(MESSAGES);
        assertThat(hub.bean(LedgerUpkeep.class).counts().difference()).isZero();
        assertThat(references()).hasSize(MESSAGES);
        await().atMost(LONG).until(() -> answered() == MESSAGES);
    }

    private HubUnderTest startHub() {
        return HubUnderTest.start(
                Nothing.class,
                "--hub.standalone.mail=false",
                "--hub.imap.port=" + line.port(),
                "--hub.smtp.port=" + postfix.port(),
                "--hub.email.mailboxes.back-off-factor=2");
    }

    private void deliver(int from, int to) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = from; i < to; i++) {
                int number = i;
                sent.add(senders.submit(() -> {
                    HubUnderTest.deliver(postfix.port(), resident(number), HubUnderTest.WEST_LINDSEY, mail(number));
                    return null;
                }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        } finally {
            senders.shutdown();
        }
        await().atMost(LONG)
                .until(() -> dovecot.count(HubUnderTest.WEST_LINDSEY, "INBOX")
                                + dovecot.count(HubUnderTest.WEST_LINDSEY, "Processed")
                        >= to);
    }

    private static byte[] mail(int number) {
        return ("From: Resident " + number + " <" + resident(number) + ">\r\nTo: " + HubUnderTest.WEST_LINDSEY
                        + "\r\nSubject: Bin number " + number
                        + "\r\nDate: Mon, 1 Jun 2026 09:00:00 +0100\r\nMessage-ID: <"
                        + UUID.nameUUIDFromBytes(new byte[] {(byte) number, (byte) (number >> 8)})
                        + "@example.org>\r\n\r\n"
                        + "I wish to complain. My bin was missed again and nobody has replied to letter " + number
                        + ".\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String resident(int number) {
        return "resident" + number + "@example.org";
    }

    private long arrivals() {
        return count("arrival");
    }

    private long count(String table) {
        return one("select count(*) from " + table);
    }

    private long one(String query) {
        return hub.bean(JdbcClient.class).sql(query).query(Long.class).single();
    }

    private Set<String> references() {
        Set<String> references = new HashSet<>();
        hub.records("feedback.complaints").forEach(record -> references.add(record.key()));
        return references;
    }

    /** How many residents have exactly one answer. */
    private int answered() throws IOException {
        int answered = 0;
        for (int i = 0; i < MESSAGES; i++) {
            Path received = dovecot.mailboxes().resolve(resident(i)).resolve("new");
            if (Files.isDirectory(received)) {
                try (Stream<Path> mails = Files.list(received)) {
                    answered += mails.count() == 1 ? 1 : 0;
                }
            }
        }
        return answered;
    }
}
