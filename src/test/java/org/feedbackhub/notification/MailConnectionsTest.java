package org.feedbackhub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.feedbackhub.council.CouncilProfile.Sender;
import org.feedbackhub.council.Mailbox.Security;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.mailaccess.MailLogin;
import org.feedbackhub.mailserver.SmtpSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailConnectionsTest {

    private static final EmailAddress COUNCIL = new EmailAddress("council@example.org");

    private final Map<String, String> scripted = new ConcurrentHashMap<>();
    private SmtpSink server;
    private MailConnections connections;

    /** A server that asks for no login needs none. */
    static final MailLogin ANONYMOUS = new Anonymous();

    private record Anonymous() implements MailLogin {
        @Override
        public boolean byToken() {
            return false;
        }

        @Override
        public String user() {
            return "";
        }

        @Override
        public String secret() {
            return "";
        }

        @Override
        public void refused() {}
    }

    @AfterEach
    void stop() throws IOException {
        connections.close();
        server.close();
    }

    private void start(int atOnce, Duration checkAfter, int mailsEach, Duration patience) throws IOException {
        start(atOnce, checkAfter, mailsEach, patience, command -> scripted.remove(verb(command)));
    }

    private void start(int atOnce, Duration checkAfter, int mailsEach, Duration patience, SmtpSink.Answers answers)
            throws IOException {
        server = new SmtpSink(0, answers);
        connections = new MailConnections(
                new SmtpSettings(
                        "127.0.0.1",
                        server.port(),
                        Security.NONE,
                        false,
                        "",
                        "",
                        null,
                        patience,
                        patience,
                        patience,
                        atOnce,
                        Duration.ofMinutes(1),
                        checkAfter,
                        mailsEach),
                ANONYMOUS);
    }

    private void start() throws IOException {
        start(2, Duration.ofMinutes(1), 1000, Duration.ofSeconds(10));
    }

    private static String verb(String command) {
        return command.length() > 1 ? command.substring(0, 4) : command;
    }

    private static MimeMessage mail(int number) {
        return new OutgoingMail(
                        new Sender("Council", COUNCIL, null),
                        COUNCIL,
                        new EmailAddress("r" + number + "@example.org"),
                        new Templates.Rendered(
                                "Bins", "We have it.\n", "<p>We have it.</p>\n", "en", "<p>We have it.</p>\n"),
                        "<" + number + "@example.org>",
                        null,
                        Instant.EPOCH)
                .toMessage();
    }

    @Test
    void many_mails_go_over_few_connections() throws Exception {
        start();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            all.add(threads.submit(() -> {
                connections.send(mail(number));
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();

        assertThat(server.mails()).hasSize(100);
        assertThat(server.connections()).isLessThanOrEqualTo(2);
    }

    @Test
    void a_connection_is_replaced_after_its_share_of_mails() throws Exception {
        start(1, Duration.ofMinutes(1), 10, Duration.ofSeconds(10));
        for (int i = 0; i < 25; i++) {
            connections.send(mail(i));
        }

        assertThat(server.connections()).isEqualTo(3);
    }

    @Test
    void connections_that_the_server_has_ended_are_replaced_unseen() throws Exception {
        start();
        connections.send(mail(1));
        server.cut();
        connections.send(mail(2));

        assertThat(server.mails())
                .extracting(SmtpSink.Mail::messageId)
                .containsExactly("<1@example.org>", "<2@example.org>");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void one_that_was_idle_is_asked_before_it_is_used() throws Exception {
        List<String> commands = java.util.Collections.synchronizedList(new ArrayList<>());
        start(1, Duration.ZERO, 1000, Duration.ofSeconds(10), command -> {
            commands.add(verb(command));
            return null;
        });
        connections.send(mail(1));
        commands.clear();
        connections.send(mail(2));

        assertThat(commands).first().isEqualTo("RSET");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void a_server_that_says_it_is_closing_gets_the_mail_over_a_fresh_connection() throws Exception {
        start();
        connections.send(mail(1));
        scripted.put("MAIL", "421 4.3.2 closing");
        connections.send(mail(2));

        assertThat(server.mails()).hasSize(2);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void a_mail_whose_content_was_asked_for_is_never_repeated_by_itself() throws Exception {
        start();
        connections.send(mail(1));
        scripted.put(".", SmtpSink.GONE);

        assertThatThrownBy(() -> connections.send(mail(2))).isInstanceOf(MessagingException.class);

        assertThat(server.mails()).hasSize(2);
        connections.send(mail(3));
        assertThat(server.mails()).extracting(SmtpSink.Mail::messageId).doesNotHaveDuplicates();
    }

    @Test
    void a_refusal_is_told_as_it_is_and_the_connection_goes_on() throws Exception {
        start();
        connections.send(mail(1));
        scripted.put("RCPT", "550 5.1.1 no such user");
        assertThatThrownBy(() -> connections.send(mail(2))).satisfies(fault -> assertThat(MailRefusal.permanent(fault))
                .hasValueSatisfying(why -> assertThat(why).contains("550")));
        scripted.put("RCPT", "451 4.2.1 later");
        assertThatThrownBy(() -> connections.send(mail(3)))
                .satisfies(fault -> assertThat(MailRefusal.permanent(fault)).isEmpty());
        scripted.put(".", "554 5.7.1 not that");
        assertThatThrownBy(() -> connections.send(mail(4)))
                .satisfies(fault -> assertThat(MailRefusal.permanent(fault)).isPresent());
        connections.send(mail(5));

        assertThat(server.mails()).hasSize(2);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void a_server_that_hangs_costs_no_more_than_the_patience_that_is_set() throws Exception {
        AtomicInteger silent = new AtomicInteger(2);
        start(
                2,
                Duration.ofMinutes(1),
                1000,
                Duration.ofMillis(300),
                command -> verb(command).equals("MAIL") && silent.getAndDecrement() > 0 ? SmtpSink.SILENCE : null);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<?>> all = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            int number = i;
            all.add(threads.submit(() -> {
                connections.send(mail(number));
                return null;
            }));
        }
        int failed = 0;
        for (Future<?> one : all) {
            try {
                one.get();
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e.getCause()).isInstanceOfAny(MessagingException.class, TransientFault.class);
                failed++;
            }
        }
        threads.shutdown();

        assertThat(failed).isGreaterThanOrEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        connections.send(mail(4));
    }

    @Test
    void the_answer_to_the_content_may_take_longer_than_the_others() throws Exception {
        server = new SmtpSink(0, command -> {
            if (command.equals(".")) {
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofMillis(600).toNanos());
            }
            return null;
        });
        connections = new MailConnections(
                new SmtpSettings(
                        "127.0.0.1",
                        server.port(),
                        Security.NONE,
                        false,
                        "",
                        "",
                        null,
                        Duration.ofSeconds(5),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(5),
                        1,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        100),
                ANONYMOUS);
        connections.send(mail(1));
        connections.send(mail(2));

        assertThat(server.mails()).hasSize(2);
    }
}
