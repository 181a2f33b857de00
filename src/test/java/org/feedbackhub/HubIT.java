package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.Intake;
import org.feedbackhub.arrival.LedgerUpkeep;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.arrival.Recorded;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.FeedbackRecorded;
import org.feedbackhub.policy.Clause;
import org.feedbackhub.publishing.Outbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole hub on its real parts: mail in by SMTP, events read back from Kafka, acknowledgements fetched by IMAP. */
class HubIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String[] KIND_TOPICS = {
        "feedback.complaints", "feedback.comments", "feedback.compliments", "feedback.referrals", "feedback.for-review"
    };
    private static final AtomicInteger HICCUPS = new AtomicInteger();

    private static HubUnderTest hub;

    private final ObjectMapper json = new ObjectMapper();

    /** Faults such as no mail can bring about by itself. */
    @TestConfiguration
    static class Faults {
        @Bean
        FeedbackRecorded faults() {
            return feedback -> {
                List<String> subjects =
                        feedback.stream().map(one -> one.submission().subject()).toList();
                if (subjects.stream().anyMatch(subject -> subject.contains("poison"))) {
                    throw new IllegalStateException("poison");
                }
                if (subjects.stream().anyMatch(subject -> subject.contains("hiccup"))
                        && HICCUPS.incrementAndGet() < 3) {
                    throw new TransientDataAccessResourceException("hiccup");
                }
            };
        }
    }

    @BeforeAll
    static void start() {
        hub = HubUnderTest.start(Faults.class);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String resident() {
        return "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    }

    private MimeMessage acknowledgementOf(String resident) throws Exception {
        await().atMost(SOON).until(() -> hub.read(resident, "INBOX").size() == 1);
        return hub.read(resident, "INBOX").get(0);
    }

    private JsonNode eventOf(String resident, String... topics) throws IOException {
        ConsumerRecord<String, byte[]> record = await().atMost(SOON)
                .until(
                        () -> hub.records(topics).stream()
                                .filter(one -> new String(one.value(), StandardCharsets.UTF_8).contains(resident))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        return json.readTree(record.value());
    }

    @Test
    @Clause({"P1", "P5"})
    void a_complaint_is_recorded_published_and_acknowledged() throws Exception {
        String resident = resident();
        hub.deliver(
                resident, "Missed again", "I wish to complain. My black bin was missed again and nobody has replied.");

        MimeMessage acknowledgement = acknowledgementOf(resident);
        ConsumerRecord<String, byte[]> record = hub.records("feedback.complaints").stream()
                .filter(one -> new String(one.value(), StandardCharsets.UTF_8).contains(resident))
                .findFirst()
                .orElseThrow();
        JsonNode event = json.readTree(record.value());

        assertThat(record.key()).isEqualTo(event.path("reference").asText());
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_type")).isEqualTo("org.feedbackhub.feedback.recorded.v1");
        assertThat(header(record, "ce_source")).isEqualTo("/councils/west-lindsey");
        assertThat(header(record, "ce_subject")).isEqualTo(record.key());
        assertThat(header(record, "ce_sequence")).isEqualTo("1");
        assertThat(header(record, "ce_dataschema")).endsWith("/contracts/feedback-recorded.v1.schema.json");
        assertThat(header(record, "content-type")).isEqualTo("application/json");
        assertThat(UUID.fromString(header(record, "ce_id"))).isNotNull();
        assertThat(Instant.parse(header(record, "ce_time"))).isNotNull();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("config/contracts/feedback-recorded.v1.schema.json")))
                        .validate(new String(record.value(), StandardCharsets.UTF_8), InputFormat.JSON))
                .isEmpty();
        assertThat(event.path("serviceArea").path("id").asText()).isEqualTo("waste");

        assertThat(acknowledgement.getSubject()).contains(record.key());
        assertThat(acknowledgement.getFrom()[0].toString()).contains(HubUnderTest.WEST_LINDSEY);
        assertThat(acknowledgement.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(acknowledgement.getMessageID()).contains(record.key());
        String text = (String)
                ((MimeMultipart) acknowledgement.getContent()).getBodyPart(0).getContent();
        assertThat(text).contains(record.key());
        assertThat(text).contains("response by");
    }

    @Test
    void a_mail_that_is_recorded_is_moved_to_processed() throws Exception {
        String resident = resident();
        hub.deliver(
                resident,
                "Bench",
                "I would like to suggest a bench by the church. In my opinion it would be nice for walkers to be able to sit.");

        acknowledgementOf(resident);

        await().atMost(SOON).until(() -> hub.read(HubUnderTest.WEST_LINDSEY, "Processed").stream()
                .anyMatch(message -> from(message).contains(resident)));
        await().atMost(SOON).until(() -> hub.read(HubUnderTest.WEST_LINDSEY, "INBOX").stream()
                .noneMatch(message -> from(message).contains(resident)));
    }

    @Test
    void automatic_mail_is_kept_and_not_answered() throws Exception {
        String machine = resident();
        String mail = "From: " + machine + "\r\nTo: " + HubUnderTest.WEST_LINDSEY
                + "\r\nSubject: Out of office\r\nAuto-Submitted: auto-replied\r\n\r\nI wish to complain.\r\n";
        hub.deliver(resident(), "before", "Thank you so much, you were lovely.");
        HubUnderTest.deliver(
                hub.ports().smtp(), machine, HubUnderTest.WEST_LINDSEY, mail.getBytes(StandardCharsets.UTF_8));
        String after = resident();
        hub.deliver(after, "after", "Thank you so much, you were lovely.");

        acknowledgementOf(after);

        assertThat(hub.read(machine, "INBOX")).isEmpty();
        assertThat(hub.records(KIND_TOPICS))
                .noneMatch(record -> new String(record.value(), StandardCharsets.UTF_8).contains(machine));
    }

    @Test
    void what_cannot_be_handled_goes_to_quarantine_and_the_next_goes_on() throws Exception {
        String poisoned = resident();
        String unreadable = resident();
        String next = resident();
        hub.deliver(poisoned, "poison", "Thank you so much, you were lovely.");
        HubUnderTest.deliver(
                hub.ports().smtp(),
                unreadable,
                HubUnderTest.WEST_LINDSEY,
                ("From: " + unreadable + "\r\nSubject: long\r\nX-Long: " + "x ".repeat(80_000) + "\r\n\r\nx\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        hub.deliver(next, "next", "Thank you so much, you were lovely.");

        acknowledgementOf(next);

        await().atMost(SOON)
                .until(() -> hub.read(HubUnderTest.WEST_LINDSEY, "Quarantine").size() >= 2);
        assertThat(hub.read(poisoned, "INBOX")).isEmpty();
        List<String> reasons = hub.bean(JdbcClient.class)
                .sql("select reason from arrival where outcome = 'quarantined'")
                .query(String.class)
                .list();
        assertThat(reasons).anyMatch(reason -> reason.contains("IllegalStateException"));
        assertThat(reasons).anyMatch(reason -> reason.contains("limit"));
        assertThat(reasons).noneMatch(reason -> reason.contains("@"));
    }

    @Test
    void a_fault_that_passes_is_waited_out() throws Exception {
        String resident = resident();
        hub.deliver(resident, "hiccup", "Thank you so much, you were lovely.");

        acknowledgementOf(resident);

        assertThat(HICCUPS).hasValueGreaterThanOrEqualTo(3);
        assertThat(hub.records("feedback.compliments").stream()
                        .filter(record -> new String(record.value(), StandardCharsets.UTF_8).contains(resident)))
                .hasSize(1);
    }

    @Test
    void an_arrival_that_is_taken_again_changes_nothing() throws Exception {
        String resident = resident();
        hub.deliver(resident, "once", "Thank you so much, you were lovely.");
        acknowledgementOf(resident);
        JsonNode event = eventOf(resident, "feedback.compliments");
        String source = hub.bean(JdbcClient.class)
                .sql("select source from arrival where reference = :reference")
                .param("reference", event.path("reference").asText())
                .query(String.class)
                .single();
        Arrived again = new Arrived(
                source,
                new CouncilId("west-lindsey"),
                Channel.EMAIL,
                Instant.EPOCH,
                hub.bean(RawStore.class).keep(out -> out.write(1)));

        Recorded recorded = hub.bean(Intake.class).record(new Finding.Unreadable(again, "taken again"));

        assertThat(recorded.again()).isTrue();
        assertThat(recorded.reference()).isNotNull();
        assertThat(recorded.reference().value())
                .isEqualTo(event.path("reference").asText());
        assertThat(hub.read(resident, "INBOX")).hasSize(1);
    }

    @Test
    void an_event_that_is_not_taken_holds_up_its_own_reference_only() throws Exception {
        String stuck = resident();
        String other = resident();
        hub.deliver(stuck, "one", "Thank you so much, you were lovely.");
        String reference =
                eventOf(stuck, "feedback.compliments").path("reference").asText();
        JdbcClient jdbc = hub.bean(JdbcClient.class);
        int tooLarge = 6 * 1024 * 1024;
        // the second tells of the acknowledgement
        await().atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from event where reference = :reference")
                                .param("reference", reference)
                                .query(Integer.class)
                                .single()
                        == 2);
        append(jdbc, reference, 3, "x".repeat(tooLarge));
        append(jdbc, reference, 4, "{}");
        hub.deliver(other, "two", "Thank you so much, you were lovely.");

        eventOf(other, "feedback.compliments");
        await().atMost(SOON)
                .until(() -> jdbc.sql("select attempts from outbox where reference = :reference and sequence = 3")
                                .param("reference", reference)
                                .query(Integer.class)
                                .single()
                        > 0);
        assertThat(sequences(reference)).containsExactly(1);

        jdbc.sql("update event set body = '{}' where reference = :reference and sequence = 3")
                .param("reference", reference)
                .update();
        jdbc.sql("update outbox set retry_at = null where reference = :reference and sequence = 3")
                .param("reference", reference)
                .update();

        await().atMost(SOON).until(() -> sequences(reference).equals(List.of(1, 3, 4)));
        await().atMost(SOON).until(() -> hub.bean(Outbox.class).waiting() == 0);
    }

    @Test
    void many_mails_are_each_recorded_once_and_the_counts_agree() throws Exception {
        int mails = 60;
        List<String> residents =
                IntStream.range(0, mails).mapToObj(i -> resident()).toList();
        for (String resident : residents) {
            hub.deliver(resident, "many", "Thank you so much, you were lovely.");
        }

        for (String resident : residents) {
            acknowledgementOf(resident);
        }
        await().atMost(SOON).until(() -> hub.bean(Outbox.class).waiting() == 0);

        LedgerUpkeep upkeep = hub.bean(LedgerUpkeep.class);
        upkeep.compare();
        assertThat(upkeep.counts().difference()).isZero();
        List<String> keys = hub.records("feedback.compliments").stream()
                .filter(record -> residents.stream()
                        .anyMatch(resident -> new String(record.value(), StandardCharsets.UTF_8).contains(resident)))
                .map(ConsumerRecord::key)
                .toList();
        assertThat(keys).hasSize(mails).doesNotHaveDuplicates();
    }

    @Test
    @Clause("P18")
    void health_and_figures_tell_of_everything_and_nobody() throws Exception {
        String resident = resident();
        hub.deliver(resident, "figures", "Thank you so much, you were lovely.");
        acknowledgementOf(resident);

        String readiness =
                get(hub.managementPort(), "/actuator/health/readiness").body();
        await().atMost(SOON)
                .until(() ->
                        get(hub.managementPort(), "/actuator/health/operations").statusCode() == 200);
        String operations =
                get(hub.managementPort(), "/actuator/health/operations").body();
        String figures = get(hub.managementPort(), "/actuator/prometheus").body();

        assertThat(readiness).contains("\"db\"", "\"rawStore\"").doesNotContain("broker", "mailboxes");
        assertThat(get(hub.managementPort(), "/actuator/health/liveness").statusCode())
                .isEqualTo(200);
        assertThat(operations)
                .contains("\"broker\"", "\"quarantine\"", "west-lindsey-experience", "north-kesteven-experience");
        assertThat(figures)
                .contains(
                        "hub_arrivals_total{",
                        "hub_outcomes_total{",
                        "hub_outbox_waiting",
                        "hub_notifications_total{",
                        "hub_mailbox_last_success_seconds{",
                        "hub_review_waiting",
                        "hub_quarantine_waiting")
                .doesNotContain("@", resident, "WL-");
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static void append(JdbcClient jdbc, String reference, int sequence, String body) {
        jdbc.sql(
                        """
                        with written as (
                            insert into event (id, reference, sequence, council, topic, type, data_schema, occurred_at,
                                               body)
                            select :id, reference, :sequence, council, topic, type, data_schema, :now, :body
                            from event where reference = :reference and sequence = 1
                            returning position)
                        insert into outbox (position, shard, reference, sequence, bytes)
                        select position, 0, :reference, :sequence, 1 from written""")
                .param("id", UUID.randomUUID())
                .param("sequence", sequence)
                .param("now", Timestamp.from(Instant.EPOCH))
                .param("body", body.getBytes(StandardCharsets.UTF_8))
                .param("reference", reference)
                .update();
    }

    private static List<Integer> sequences(String reference) {
        return hub.records("feedback.compliments").stream()
                .filter(record -> record.key().equals(reference))
                .map(record -> Integer.valueOf(header(record, "ce_sequence")))
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static String from(MimeMessage message) {
        try {
            return message.getFrom()[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
