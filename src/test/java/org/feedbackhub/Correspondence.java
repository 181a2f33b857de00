package org.feedbackhub;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What residents, officers and mail servers write to a hub, and what the hub makes of it. */
final class Correspondence {

    static final String WEST_LINDSEY = HubUnderTest.WEST_LINDSEY;
    static final String NORTH_KESTEVEN = "experience@n-kesteven.gov.uk";
    static final String COMPLAINT = "I wish to complain. My black bin was missed again and nobody has replied.";
    static final String MAIL_SERVER = "MAILER-DAEMON@mx.example.net";
    static final Duration SOON = Duration.ofSeconds(30);

    private final HubUnderTest hub;
    private final ObjectMapper json = new ObjectMapper();

    Correspondence(HubUnderTest hub) {
        this.hub = hub;
    }

    /** What became of a mail, by the ledger. */
    record Outcome(UUID id, String outcome, String reason, String reference, String attention) {}

    /** An event about a follow-up. */
    record Told(String type, JsonNode body, String text) {}

    static String resident() {
        return "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    }

    /** Delivers a mail and waits for what becomes of it. @param headers further ones, each with its line end */
    Outcome deliver(String from, String to, String subject, String headers, String body) throws Exception {
        String type = headers.toLowerCase(java.util.Locale.ROOT).contains("content-type:")
                ? ""
                : "Content-Type: text/plain; charset=utf-8\r\n";
        String mail = headers + "From: A Person <" + from + ">\r\nTo: " + to + "\r\nSubject: " + subject
                + "\r\nMessage-ID: <" + UUID.randomUUID() + "@example.org>\r\n" + type + "\r\n" + body + "\r\n";
        return deliver(from, to, mail);
    }

    /** Delivers a mail as it stands to the council's mailbox. */
    Outcome deliver(String from, String to, String mail) throws MessagingException {
        byte[] bytes = mail.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        List<UUID> before = arrivals();
        HubUnderTest.deliver(hub.ports().smtp(), from, to, bytes);
        return await().atMost(SOON)
                .until(
                        () -> arrivals().stream()
                                .filter(id -> !before.contains(id))
                                .findFirst()
                                .map(this::outcome)
                                .orElse(null),
                        java.util.Objects::nonNull);
    }

    /** A report as of RFC 3464. */
    Outcome bounce(String to, String messageId, String recipient, String action, String status) throws Exception {
        return deliver(
                MAIL_SERVER,
                to,
                """
                From: %1$s
                To: %2$s
                Subject: Delivery Status Notification
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b

                About your mail.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net

                Final-Recipient: rfc822; %4$s
                Action: %5$s
                Status: %6$s

                --b
                Content-Type: text/rfc822-headers

                Message-ID: %3$s
                Subject: We have received your complaint

                --b--
                """
                        .formatted(MAIL_SERVER, to, messageId, recipient, action, status));
    }

    /** A new feedback of the resident that has been acknowledged. @return its reference */
    String acknowledged(String resident, String to) throws Exception {
        return acknowledged(resident, to, COMPLAINT);
    }

    String acknowledged(String resident, String to, String text) throws Exception {
        String reference = deliver(resident, to, "A word", "", text).reference();
        await().atMost(SOON).until(() -> states(reference).equals(List.of("acknowledgement sent")));
        return reference;
    }

    /** Each notification of a feedback with its state, in the order of planning. */
    List<String> states(String reference) {
        return jdbc().sql("select notification || ' ' || state from notification where reference = ? order by 1")
                .param(reference)
                .query(String.class)
                .list();
    }

    /** The Message-ID of the acknowledgement. */
    String acknowledgementId(String reference) {
        return jdbc().sql(
                        "select message_id from notification where reference = ? and notification = 'acknowledgement'")
                .param(reference)
                .query(String.class)
                .single();
    }

    /** The mails that somebody has got. */
    List<MimeMessage> mailsOf(String address) throws Exception {
        return hub.read(address, "INBOX");
    }

    /** What the topic holds about a reference, once it holds so much. */
    List<Told> told(String topic, String reference, int atLeast) {
        return await().atMost(SOON).until(() -> told(topic, reference), told -> told.size() >= atLeast);
    }

    List<Told> told(String topic, String reference) throws IOException {
        List<Told> told = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : hub.records(topic)) {
            if (record.key().equals(reference)) {
                String type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                String text = new String(record.value(), StandardCharsets.UTF_8);
                told.add(new Told(type.replaceFirst("^org\\.feedbackhub\\.", ""), json.readTree(text), text));
            }
        }
        return told;
    }

    JdbcClient jdbc() {
        return hub.bean(JdbcClient.class);
    }

    private List<UUID> arrivals() {
        return jdbc().sql("select id from arrival").query(UUID.class).list();
    }

    private Outcome outcome(UUID id) {
        return jdbc().sql("select id, outcome, reason, reference, attention from arrival where id = ?")
                .param(id)
                .query((row, number) -> new Outcome(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)))
                .single();
    }
}
