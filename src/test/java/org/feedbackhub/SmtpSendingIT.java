package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.feedbackhub.Correspondence.COMPLAINT;
import static org.feedbackhub.Correspondence.WEST_LINDSEY;

import java.io.IOException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.feedbackhub.mailserver.SmtpSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A hub whose mail server refuses now and then, hangs, dies, or does not say whether it took a mail. */
class SmtpSendingIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int MAILS = 30;
    private static final String OPERATOR = "operator@example.org";
    private static final SmtpSink.Answers USUAL = command -> null;

    private static final AtomicReference<SmtpSink.Answers> ANSWERS = new AtomicReference<>(USUAL);
    private static SmtpSink server;
    private static HubUnderTest hub;
    private static Correspondence mail;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() throws Exception {
        server = new SmtpSink(0, command -> ANSWERS.get().to(command));
        hub = HubUnderTest.start(
                Nothing.class,
                "--hub.smtp.port=" + server.port(),
                "--hub.smtp.connections=4",
                "--hub.smtp.reply-within=1s",
                "--hub.smtp.timeout=5s",
                "--hub.smtp.check-after=200ms",
                "--hub.dkim.west-lindsey.domain=west-lindsey.gov.uk",
                "--hub.dkim.west-lindsey.selector=hub1",
                "--hub.dkim.west-lindsey.key=" + key(),
                "--hub.notifications.operators=" + OPERATOR,
                "--hub.notifications.retry-after=200ms",
                "--hub.notifications.per-council.mails=20",
                "--hub.notifications.per-council.within=2s",
                "--hub.notifications.bounces.at-least=5",
                "--hub.notifications.bounces.share=0.5",
                "--hub.notifications.bounces.look-every=0s");
        mail = new Correspondence(hub);
    }

    @AfterAll
    static void stop() throws IOException {
        hub.close();
        server.close();
    }

    @AfterEach
    void asUsual() {
        ANSWERS.set(USUAL);
    }

    private static String key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return "-----BEGIN PRIVATE KEY-----\\n"
                + Base64.getEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\\n-----END PRIVATE KEY-----";
    }

    @Test
    void many_mails_go_over_few_connections_signed() throws Exception {
        int before = server.connections();
        List<String> residents = write();

        await().atMost(LONG).until(() -> sent(residents) == MAILS);

        assertThat(mailsTo(residents)).hasSize(MAILS).allSatisfy(one -> assertThat(one.content())
                .contains("DKIM-Signature: ", "d=west-lindsey.gov.uk"));
        assertThat(server.connections() - before).isLessThanOrEqualTo(4);
    }

    @Test
    void what_every_fifth_is_refused_for_a_time_goes_out_in_the_end_and_once() throws Exception {
        AtomicInteger count = new AtomicInteger();
        ANSWERS.set(command -> command.startsWith("RCPT") || command.equals(".") || command.equals("DATA")
                ? count.incrementAndGet() % 5 == 0 ? "451 4.3.0 try again later" : null
                : null);
        List<String> residents = write();

        await().atMost(LONG).until(() -> sent(residents) == MAILS);

        assertThat(mailsTo(residents))
                .extracting(SmtpSink.Mail::to)
                .hasSize(MAILS)
                .doesNotHaveDuplicates();
        assertThat(count.get()).isGreaterThan(MAILS * 3);
    }

    @Test
    void what_is_refused_for_good_is_recorded_and_not_tried_again() throws Exception {
        AtomicInteger tried = new AtomicInteger();
        ANSWERS.set(
                command -> command.startsWith("RCPT") && tried.incrementAndGet() > 0 ? "550 5.1.1 no such user" : null);
        String reference = mail.deliver(Correspondence.resident(), WEST_LINDSEY, "Bins", "", COMPLAINT)
                .reference();

        await().atMost(LONG).until(() -> mail.states(reference).equals(List.of("acknowledgement failed")));

        assertThat(jdbc().sql("select reason from notification where reference = ?")
                        .param(reference)
                        .query(String.class)
                        .single())
                .contains("550");
        assertThat(tried).hasValue(1);
    }

    @Test
    void a_mail_of_unknown_fate_is_sent_again_under_the_same_identity() throws Exception {
        AtomicInteger count = new AtomicInteger();
        ANSWERS.set(command -> command.equals(".") && count.incrementAndGet() % 5 == 0 ? SmtpSink.GONE : null);
        List<String> residents = write();

        await().atMost(LONG).until(() -> sent(residents) == MAILS);

        assertThat(mailsTo(residents).size()).isGreaterThan(MAILS);
        Set<String> identities = new HashSet<>();
        mailsTo(residents).forEach(one -> identities.add(one.messageId()));
        assertThat(identities).hasSize(MAILS);
    }

    @Test
    void a_server_that_hangs_and_one_that_dies_lose_nothing() throws Exception {
        ANSWERS.set(command -> command.startsWith("MAIL") ? SmtpSink.SILENCE : null);
        List<String> residents = write();
        await().atMost(LONG).until(() -> states(residents, "sending") > 0);
        ANSWERS.set(USUAL);
        server.cut();

        await().atMost(LONG).until(() -> sent(residents) == MAILS);

        assertThat(mailsTo(residents))
                .extracting(SmtpSink.Mail::to)
                .hasSize(MAILS)
                .doesNotHaveDuplicates();
    }

    @Test
    void what_is_above_the_councils_rate_waits_and_counts_as_no_failure() throws Exception {
        List<String> residents = write();
        await().atMost(LONG).until(() -> sent(residents) == MAILS);

        // twenty go at once and ten a second then
        List<Long> seconds = jdbc().sql(
                        """
                        select count(*) from notification where recipient = any(?)
                        group by floor(extract(epoch from decided_at)) order by count(*) desc""")
                .param(residents.toArray(String[]::new))
                .query(Long.class)
                .list();
        assertThat(seconds).hasSizeGreaterThan(1).allMatch(count -> count <= 30);
        assertThat(jdbc().sql("select count(*) from scheduled_tasks where consecutive_failures > 0")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void too_many_that_come_back_are_told_to_people_once() throws Exception {
        jdbc().sql("update notification set decided_at = decided_at - interval '8 days' where state = 'sent'")
                .update();
        List<String> residents = write(10);
        await().atMost(LONG).until(() -> sent(residents) == 10);
        for (String resident : residents.subList(0, 8)) {
            bounce(resident);
            // as where a postal address is known: it has come back all the same
            jdbc().sql("update notification set state = 'held' where recipient = ?")
                    .param(resident)
                    .update();
        }

        await().atMost(LONG)
                .until(() -> server.mails().stream().anyMatch(one -> one.to().equals(OPERATOR)));

        assertThat(jdbc().sql(
                                "select count(*) from notice where template = 'bounces-high' and council = 'west-lindsey'")
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(server.mails().stream()
                        .filter(one -> one.to().equals(OPERATOR))
                        .map(SmtpSink.Mail::content))
                .singleElement()
                .satisfies(content -> assertThat(content).contains("Surveys are held"));
    }

    @Test
    void what_has_gone_out_is_recorded_when_the_database_takes_it_again_and_is_not_sent_again() throws Exception {
        jdbc().sql("create sequence refusals").update();
        jdbc().sql(
                        """
                        create function refuse() returns trigger language plpgsql as
                        $$ begin perform nextval('refusals'); raise exception 'no room'; end $$""")
                .update();
        jdbc().sql(
                        """
                        create trigger refuse before insert on event for each row
                        when (new.type = 'org.feedbackhub.notification.decided.v1') execute function refuse()""")
                .update();
        try {
            List<String> residents = write(1);
            await().atMost(LONG).until(() -> jdbc().sql("select last_value > 1 from refusals")
                    .query(Boolean.class)
                    .single());
            assertThat(states(residents, "sending")).isOne();

            jdbc().sql("drop trigger refuse on event").update();

            await().atMost(LONG).until(() -> sent(residents) == 1);
            assertThat(mailsTo(residents)).hasSize(1);
        } finally {
            jdbc().sql("drop trigger if exists refuse on event").update();
        }
    }

    @Test
    void what_comes_back_before_it_is_known_to_have_gone_out_stays_as_it_came_back() throws Exception {
        CountDownLatch cameBack = new CountDownLatch(1);
        ANSWERS.set(command -> {
            if (command.equals(".")) {
                awaited(cameBack);
            }
            return null;
        });
        List<String> residents = write(1);
        await().atMost(LONG).until(() -> states(residents, "sending") == 1);
        bounce(residents.get(0));
        await().atMost(LONG).until(() -> states(residents, "bounced") == 1);

        cameBack.countDown();

        await().atMost(LONG).until(() -> mailsTo(residents).size() == 1 && jobs(residents) == 0);
        assertThat(states(residents, "bounced")).isOne();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long jobs(List<String> residents) {
        return jdbc().sql(
                        """
                        select count(*) from scheduled_tasks job join notification n on cast(n.id as text) = job.task_instance
                        where n.recipient = any(?)""")
                .param(residents.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private static void bounce(String resident) throws Exception {
        String messageId = jdbc().sql("select message_id from notification where recipient = ?")
                .param(resident)
                .query(String.class)
                .single();
        mail.bounce(WEST_LINDSEY, messageId, resident, "failed", "5.1.1");
    }

    private static List<String> write() throws Exception {
        return write(MAILS);
    }

    /** As many residents write, each once. @return their addresses */
    private static List<String> write(int mails) throws Exception {
        List<String> residents = IntStream.range(0, mails)
                .mapToObj(i -> Correspondence.resident())
                .toList();
        for (String resident : residents) {
            hub.deliver(resident, "Bins " + UUID.randomUUID(), COMPLAINT + " " + resident.hashCode());
        }
        return residents;
    }

    private static List<SmtpSink.Mail> mailsTo(List<String> residents) {
        return server.mails().stream()
                .filter(one -> residents.contains(one.to()))
                .toList();
    }

    private static long sent(List<String> residents) {
        return states(residents, "sent");
    }

    private static long states(List<String> residents, String state) {
        return jdbc().sql("select count(*) from notification where recipient = any(?) and state = ?")
                .params(residents.toArray(String[]::new), state)
                .query(Long.class)
                .single();
    }

    private static JdbcClient jdbc() {
        return hub.bean(JdbcClient.class);
    }
}
