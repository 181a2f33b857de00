package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.feedbackhub.scanning.Clamd;
import org.feedbackhub.scanning.PendingScans;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attachments on their way through ClamAV's own daemon, which is there, away, or hangs. */
class ScanningIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String COMPLAINTS = "feedback.complaints";
    private static final byte[] PHOTO = "a photo of a bin".getBytes(StandardCharsets.UTF_8);
    private static final byte[] VIRUS = Clamd.EICAR.getBytes(StandardCharsets.US_ASCII);

    private static int port;
    private static Clamd clamd;
    private static HubUnderTest hub;

    private final ObjectMapper json = new ObjectMapper();

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() throws IOException {
        if (!Clamd.installed()) {
            return;
        }
        port = FreePorts.next();
        clamd = new Clamd(port);
        hub = HubUnderTest.start(
                Nothing.class,
                "--hub.scanner.host=127.0.0.1",
                "--hub.scanner.port=" + port,
                "--hub.scanner.timeout=2m",
                "--hub.scanner.retry-after=200ms",
                "--hub.scanner.retry-at-most=1s",
                "--hub.scanner.look-again-every=1s",
                "--db-scheduler.polling-interval=200ms",
                "--hub.console.users[0].name=dee",
                "--hub.console.users[0].password-hash={noop}let-me-in",
                "--hub.console.users[0].roles=operator",
                "--hub.console.users[0].councils=west-lindsey");
    }

    @BeforeEach
    void needsTheDaemon() {
        assumeTrue(
                Clamd.installed(), "clamd is not installed (Debian: clamav-daemon), so scanning cannot be tested here");
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (hub != null) {
            hub.close();
            clamd.stop();
        }
    }

    @Test
    void a_clean_attachment_is_released_and_the_case_systems_are_told() throws Exception {
        clamd.start();
        String resident = complaintWith(PHOTO);

        JsonNode event = eventWith(resident, "clean");

        assertThat(states(event)).containsExactly("pending", "clean");
        assertThat(sequences(event)).isSorted().doesNotHaveDuplicates().startsWith(1);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("config/contracts/feedback-recorded.v1.schema.json")))
                        .validate(event.toString(), InputFormat.JSON))
                .isEmpty();
        Browser dee = dee();
        assertThat(dee.get(attachment(event)).statusCode()).isEqualTo(200);
        assertThat(dee.get(attachment(event)).body()).isEqualTo(new String(PHOTO, StandardCharsets.UTF_8));
        assertThat(dee.get(original(event)).statusCode()).isEqualTo(200);
    }

    @Test
    void an_infected_attachment_is_told_of_and_handed_out_to_nobody() throws Exception {
        clamd.start();
        String resident = complaintWith(PHOTO, VIRUS);

        JsonNode event = eventWith(resident, "infected");

        assertThat(event.at("/attachments/0/scan").asText()).isEqualTo("clean");
        assertThat(event.at("/attachments/1/scan").asText()).isEqualTo("infected");
        Browser dee = dee();
        assertThat(dee.get(attachment(event)).statusCode()).isEqualTo(200);
        String infected = URI.create(event.at("/attachments/1/href").asText()).getPath();
        for (String path : List.of(infected, original(event))) {
            assertThat(dee.get(path).statusCode()).isEqualTo(403);
            assertThat(dee.get(path).body())
                    .contains("The virus scanner found something")
                    .doesNotContain("EICAR", resident);
        }
        assertThat(stored(event)).containsExactly("clean", "infected");
    }

    @Test
    void a_file_too_large_for_the_scanner_is_kept_back_and_not_tried_for_ever() throws Exception {
        clamd.start();
        String resident = complaintWith(new byte[Clamd.LARGEST_FILE * 4]);

        JsonNode event = eventWith(resident, "too-large");

        assertThat(dee().get(attachment(event)).statusCode()).isEqualTo(403);
        assertThat(dee().get(attachment(event)).body()).contains("Too large for the virus scanner");
        await().atMost(SOON).until(() -> jobs(event) == 0);

        hub.bean(JdbcClient.class)
                .sql("update attachment set scan = 'pending' where scan = 'too-large'")
                .update();

        await().atMost(SOON).until(() -> stored(event).equals(List.of("too-large")) && jobs(event) == 0);
        assertThat(states(event)).containsExactly("pending", "too-large");
    }

    @Test
    void with_the_scanner_away_residents_are_answered_and_their_files_wait_for_it() throws Exception {
        clamd.stop();
        String resident = complaintWith(PHOTO);

        acknowledged(resident);
        JsonNode event = eventWith(resident, "pending");
        assertThat(sequences(event)).containsExactly(1);
        assertThat(dee().get(attachment(event)).statusCode()).isEqualTo(409);
        assertThat(dee().get(original(event)).body()).contains("Try again in a few minutes");
        assertThat(health("operations")).contains("\"scanner\":{\"status\":\"DOWN\"");
        assertThat(health("readiness")).doesNotContain("scanner").contains("\"status\":\"UP\"");
        assertThat(management("/actuator/prometheus")).contains("hub_scans_waiting");

        clamd.start();

        eventWith(resident, "clean");
        assertThat(dee().get(attachment(event)).statusCode()).isEqualTo(200);
        assertThat(management("/actuator/prometheus"))
                .contains("hub_scans_total{result=\"clean\"}")
                .doesNotContain(resident);
    }

    @Test
    void a_scanner_that_hangs_holds_up_no_acknowledgement() throws Exception {
        clamd.stop();
        List<String> residents;
        try (ServerSocket hanging = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            assertThat(hanging.isBound()).isTrue();
            residents =
                    IntStream.range(0, 15).mapToObj(i -> complaintWith(PHOTO)).toList();

            for (String resident : residents) {
                acknowledged(resident);
            }
            assertThat(hub.bean(PendingScans.class).waiting()).isGreaterThanOrEqualTo(residents.size());
        }

        clamd.start();

        await().atMost(SOON).until(() -> hub.bean(PendingScans.class).waiting() == 0);
    }

    @Test
    void a_scan_whose_job_was_lost_is_planned_again() throws Exception {
        clamd.stop();
        String resident = complaintWith(PHOTO);
        JsonNode event = eventWith(resident, "pending");
        await().atMost(SOON)
                .until(() -> hub.bean(JdbcClient.class)
                                .sql("delete from scheduled_tasks where task_instance = :reference and not picked")
                                .param("reference", event.path("reference").asText())
                                .update()
                        == 1);

        clamd.start();

        eventWith(resident, "clean");
    }

    private static String complaintWith(byte[]... files) {
        String resident = "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
        StringBuilder mail = new StringBuilder("From: A Resident <" + resident + ">\r\nTo: " + HubUnderTest.WEST_LINDSEY
                + "\r\nSubject: Missed again\r\nMessage-ID: <" + UUID.randomUUID()
                + "@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=part\r\n\r\n--part\r\n\r\n"
                + "I wish to complain. My black bin was missed again and nobody has replied.\r\n");
        for (byte[] file : files) {
            mail.append("--part\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
                            + "Content-Disposition: attachment; filename=photo.bin\r\n\r\n")
                    .append(Base64.getMimeEncoder().encodeToString(file))
                    .append("\r\n");
        }
        byte[] bytes = mail.append("--part--\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        try {
            HubUnderTest.deliver(hub.ports().smtp(), resident, HubUnderTest.WEST_LINDSEY, bytes);
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
        return resident;
    }

    private static void acknowledged(String resident) {
        await().atMost(SOON).until(() -> hub.read(resident, "INBOX").size() == 1);
    }

    /** The resident's event in which some attachment stands so. */
    private JsonNode eventWith(String resident, String scan) throws IOException {
        ConsumerRecord<String, byte[]> record = await().atMost(SOON)
                .until(
                        () -> hub.records(COMPLAINTS).stream()
                                .filter(one -> text(one).contains(resident)
                                        && text(one).contains("\"scan\":\"" + scan + "\""))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        return json.readTree(record.value());
    }

    private static List<ConsumerRecord<String, byte[]>> eventsOf(JsonNode event) {
        return hub.records(COMPLAINTS).stream()
                .filter(record -> record.key().equals(event.path("reference").asText()))
                .toList();
    }

    /** Of all that is told of this feedback; what is said of its notifications on their topic is counted with it. */
    private static List<Integer> sequences(JsonNode event) {
        return eventsOf(event).stream()
                .map(record -> Integer.valueOf(
                        new String(record.headers().lastHeader("ce_sequence").value(), StandardCharsets.UTF_8)))
                .toList();
    }

    private List<String> states(JsonNode event) throws IOException {
        List<String> states = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : eventsOf(event)) {
            states.add(json.readTree(record.value()).at("/attachments/0/scan").asText());
        }
        return states;
    }

    private static List<String> stored(JsonNode event) {
        return hub.bean(JdbcClient.class)
                .sql("select scan from attachment where reference = :reference order by id")
                .param("reference", event.path("reference").asText())
                .query(String.class)
                .list();
    }

    private static long jobs(JsonNode event) {
        return hub.bean(JdbcClient.class)
                .sql("select count(*) from scheduled_tasks where task_instance = :reference")
                .param("reference", event.path("reference").asText())
                .query(Long.class)
                .single();
    }

    private static Browser dee() throws IOException, InterruptedException {
        Browser browser = new Browser(hub.httpPort());
        browser.signIn("dee", "let-me-in");
        return browser;
    }

    private static String attachment(JsonNode event) {
        return URI.create(event.at("/attachments/0/href").asText()).getPath();
    }

    private static String original(JsonNode event) {
        return URI.create(event.at("/original/href").asText()).getPath();
    }

    private static String health(String group) throws IOException, InterruptedException {
        return management("/actuator/health/" + group);
    }

    private static String management(String path) throws IOException, InterruptedException {
        return new Browser(hub.managementPort()).get(path).body();
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
