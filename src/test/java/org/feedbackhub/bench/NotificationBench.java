package org.feedbackhub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.feedbackhub.HubUnderTest;
import org.feedbackhub.mailserver.SmtpSink;
import org.feedbackhub.webform.FormPoster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How fast notifications that are all due at once go out, against a program that only sends. */
@Tag("notifications")
class NotificationBench {

    private static final int NOTIFICATIONS = Integer.getInteger("bench.notifications", 20_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final int CONNECTIONS = 8;
    private static final int POSTERS = 16;
    private static final double OF_BARE = 0.60;
    private static final Duration LONG = Duration.ofMinutes(15);

    private SmtpSink server;
    private HubUnderTest hub;
    private String text = "";
    private String html = "";

    /** No further beans. */
    static class Nothing {}

    @BeforeEach
    void start() throws IOException {
        server = SmtpSink.counting("example.org");
        hub = HubUnderTest.start(
                Nothing.class,
                "--hub.smtp.port=" + server.port(),
                "--hub.smtp.connections=" + CONNECTIONS,
                "--hub.notifications.acknowledge-after=2h",
                "--hub.notifications.per-council.mails=100000000",
                "--hub.web-form.per-form.postings=100000000",
                "--hub.web-form.per-address.postings=100000000",
                "--logging.level.org.feedbackhub=warn");
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        server.close();
    }

    @Test
    void all_that_is_due_at_once_goes_out_nearly_as_fast_as_mail_can_be_sent() throws Exception {
        post();
        hub(1);
        readFirst();

        double ratio = new Comparison(
                        "notifications",
                        NOTIFICATIONS + " notifications due at once, " + CONNECTIONS + " connections",
                        ROUNDS)
                .ratio("the hub", () -> hub(NOTIFICATIONS), "bare Angus transport", this::bare);

        if (ROUNDS > 1) {
            assertThat(ratio).isGreaterThanOrEqualTo(OF_BARE);
        }
    }

    /** From when they are due until each is recorded as sent. */
    private double hub(int notifications) {
        JdbcClient jdbc = hub.bean(JdbcClient.class);
        jdbc.sql("update notification set state = 'planned', decided_at = null, due_at = now()")
                .update();
        jdbc.sql("vacuum analyze notification").update();
        int before = server.taken();
        long start = System.nanoTime();
        jdbc.sql(
                        """
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
                        select 'send-notification', id::text, now(), false, 1, 50 from notification limit :notifications
                        on conflict (task_name, task_instance) do update set execution_time = now()""")
                .param("notifications", notifications)
                .update();
        hub.bean(Scheduler.class).triggerCheckForDueExecutions();
        // the table is read through only when the last mail has gone out: that would take a share of what is measured
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> server.taken() - before >= notifications && unsent() == NOTIFICATIONS - notifications);
        double rate = notifications / ((System.nanoTime() - start) / 1e9);
        assertThat(server.taken() - before).isEqualTo(notifications);
        return rate;
    }

    private long unsent() {
        return hub.bean(JdbcClient.class)
                .sql("select count(*) from notification where state <> 'sent'")
                .query(Long.class)
                .single();
    }

    /** What the hub writes, so that the other way's mails are as long. */
    private void readFirst() throws Exception {
        byte[] first = server.mails().get(0).content().getBytes(StandardCharsets.ISO_8859_1);
        MimeMultipart parts = (MimeMultipart)
                new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(first)).getContent();
        text = (String) parts.getBodyPart(0).getContent();
        html = (String) parts.getBodyPart(1).getContent();
    }

    /** Mails of the same kind from as many threads as there are connections, each kept open. */
    private double bare() throws Exception {
        AtomicInteger next = new AtomicInteger();
        Properties properties = new Properties();
        properties.putAll(Map.of("mail.smtp.host", "127.0.0.1", "mail.smtp.port", Integer.toString(server.port())));
        long start = System.nanoTime();
        onAll(CONNECTIONS, () -> {
            Session session = Session.getInstance(properties);
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect();
                for (int i = next.getAndIncrement(); i < NOTIFICATIONS; i = next.getAndIncrement()) {
                    MimeMessage mail = mail(session, i);
                    transport.sendMessage(mail, mail.getAllRecipients());
                }
            }
        });
        return NOTIFICATIONS / ((System.nanoTime() - start) / 1e9);
    }

    private MimeMessage mail(Session session, int number) throws Exception {
        MimeMessage mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress("experience@west-lindsey.gov.uk", "West Lindsey District Council"));
        mail.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress("r" + number + "@example.org"));
        mail.setSubject("We have received your complaint", StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(Instant.now()));
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, StandardCharsets.UTF_8.name());
        MimeBodyPart marked = new MimeBodyPart();
        marked.setText(html, StandardCharsets.UTF_8.name(), "html");
        mail.setContent(new MimeMultipart("alternative", plain, marked));
        mail.saveChanges();
        return mail;
    }

    /** Residents write, each once, and their answers are due later. */
    private void post() throws Exception {
        AtomicInteger next = new AtomicInteger();
        onAll(POSTERS, () -> {
            try (KeepAlive connection = new KeepAlive(hub.httpPort())) {
                for (int i = next.getAndIncrement(); i < NOTIFICATIONS; i = next.getAndIncrement()) {
                    assertThat(connection.exchange(signed(i))).isEqualTo(202);
                }
            }
        });
        await().atMost(LONG)
                .until(() -> hub.bean(JdbcClient.class)
                                .sql("select count(*) from notification")
                                .query(Long.class)
                                .single()
                        == NOTIFICATIONS);
    }

    private static byte[] signed(int number) {
        String body = "{\"message\":\"I wish to complain. My bin was missed again and nobody has replied to letter "
                + number + ".\",\"name\":\"Resident " + number + "\",\"email\":\"r" + number
                + "@example.org\",\"postcode\":\"LN8 3EU\"}";
        StringBuilder headers = new StringBuilder();
        FormPoster.signed(FormPoster.SECRET, UUID.randomUUID().toString(), Instant.now(), body)
                .forEach((name, value) ->
                        headers.append(name).append(": ").append(value).append("\r\n"));
        return KeepAlive.post("/v1/councils/west-lindsey/feedback", headers.toString(), body);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void onAll(int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(() -> {
                    work.run();
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
