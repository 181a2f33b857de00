package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.Intake;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.casework.CaseChange;
import org.feedbackhub.casework.CaseChanged;
import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.command.Commands;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the case systems tell a whole hub on its real parts, and what becomes of it. */
class CaseEventsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TOPIC = "cases.events";
    private static final CouncilId NK = new CouncilId("north-kesteven");
    private static final CouncilId CODE = new CouncilId("lgsco-code");
    private static final Instant RECEIVED = Instant.parse("2026-11-02T09:00:00Z");
    private static final AtomicInteger OUTAGES = new AtomicInteger();
    private static final List<CaseChange> CHANGES = new CopyOnWriteArrayList<>();

    private static HubUnderTest hub;
    private static CaseSystem caseSystem;

    private final ObjectMapper json = new ObjectMapper();

    /** One who is told, and a database that is away for a while. */
    @TestConfiguration
    static class Listening {
        @Bean
        CaseChanged listening() {
            return change -> {
                if (OUTAGES.get() > 0 && OUTAGES.getAndDecrement() > 0) {
                    throw new TransientDataAccessResourceException("away");
                }
                if (change.event().envelope().id().startsWith("mistake")) {
                    throw new IllegalStateException("a mistake of the hub");
                }
                CHANGES.add(change);
            };
        }
    }

    @BeforeAll
    static void start() throws IOException {
        hub = HubUnderTest.start(
                Listening.class,
                "--hub.case-events.replay-every=200ms",
                "--hub.case-events.lag-every=500ms",
                "--hub.outbox.poll-every=500ms",
                "--db-scheduler.polling-interval=200ms",
                "--hub.console.users[0].name=dee",
                "--hub.console.users[0].password-hash={noop}let-me-in",
                "--hub.console.users[0].roles=operator",
                "--hub.console.users[0].councils=north-kesteven,lgsco-code",
                "--hub.console.users[1].name=pip",
                "--hub.console.users[1].password-hash={noop}let-me-in",
                "--hub.console.users[1].roles=phone-agent",
                "--hub.console.users[1].councils=north-kesteven",
                "--hub.console.users[2].name=wes",
                "--hub.console.users[2].password-hash={noop}let-me-in",
                "--hub.console.users[2].roles=operator",
                "--hub.console.users[2].councils=west-lindsey",
                "--hub.console.users[3].name=all",
                "--hub.console.users[3].password-hash={noop}let-me-in",
                "--hub.console.users[3].roles=operator",
                "--hub.console.users[3].councils=" + String.join(",", councils()));
        caseSystem = new CaseSystem(hub.ports().kafka());
    }

    /** All that this hub serves. */
    private static List<String> councils() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("config/councils"))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.yaml$", ""))
                    .toList();
        }
    }

    @AfterAll
    static void stop() {
        caseSystem.close();
        hub.close();
    }

    private static Reference complaint() {
        return feedback(NK, Kind.COMPLAINT, false, RECEIVED, resident());
    }

    private static String resident() {
        return "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    }

    private static Reference feedback(
            CouncilId council, Kind kind, boolean forReview, Instant receivedAt, String resident, Flag... flags) {
        try {
            String text = "I wish to complain " + UUID.randomUUID();
            RawItem raw = hub.bean(RawStore.class).keep(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            Submission submission = Submission.ofText(council, Channel.WEB_FORM, text)
                    .by(Contact.byEmail("A Resident", new EmailAddress(resident)));
            Classification classification = new Classification(
                    kind, List.of(kind), null, java.util.Set.of(flags), forReview ? 0.5 : 1, List.of(), forReview);
            Arrived arrived = new Arrived("test:" + UUID.randomUUID(), council, Channel.WEB_FORM, receivedAt, raw);
            return hub.bean(Intake.class)
                    .record(new Finding.Understood(arrived, submission, classification, Intent.MESSAGE))
                    .reference();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Tells it at so many hours after receipt. */
    private static String tell(Reference reference, String type, int hours, String body) {
        String id = UUID.randomUUID().toString();
        caseSystem.tell(id, reference.value(), type, RECEIVED.plus(Duration.ofHours(hours)), body);
        return id;
    }

    private static void heard(String id) {
        await().atMost(SOON).until(() -> known(id) == 1);
    }

    private static long known(String id) {
        return hub.bean(JdbcClient.class)
                .sql("select count(*) from case_event where id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private static CaseFile file(Reference reference) {
        return hub.bean(CaseRecords.class).of(reference);
    }

    private static Feedback now(Reference reference) {
        return hub.bean(FeedbackRecords.class).find(reference).orElseThrow();
    }

    private static Map<String, Object> columns(Reference reference) {
        return hub.bean(JdbcClient.class)
                .sql(
                        "select kind, for_review, respond_by::text, responded_on::text, case_closed from feedback where reference = :reference")
                .param("reference", reference.value())
                .query()
                .singleRow();
    }

    private static List<ConsumerRecord<String, byte[]>> published(Reference reference, String topic) {
        return hub.records(topic).stream()
                .filter(record -> reference.value().equals(record.key()))
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> published(Reference reference, String topic, int events) {
        return await().atMost(SOON).until(() -> published(reference, topic), found -> found.size() == events);
    }

    private static String deadBecause(String reference) {
        return await().atMost(SOON)
                .until(
                        () -> hub.bean(JdbcClient.class)
                                .sql("select cause from dead_letter where key = :key")
                                .param("key", reference)
                                .query(String.class)
                                .list(),
                        causes -> causes.size() == 1)
                .get(0);
    }

    private static UUID dead(String reference) {
        return hub.bean(JdbcClient.class)
                .sql("select id from dead_letter where key = :key")
                .param("key", reference)
                .query(UUID.class)
                .single();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static List<String> violations(String schema, byte[] body) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("config/contracts/" + schema + ".schema.json")))
                .validate(new String(body, StandardCharsets.UTF_8), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void a_case_goes_its_way_and_the_dates_follow() throws Exception {
        Reference reference = complaint();
        assertThat(columns(reference)).containsEntry("respond_by", "2026-11-17");

        tell(reference, "opened", 1, "{\"caseNumber\":\"C-17\"}");
        heard(tell(reference, "assigned", 2, "{\"officer\":\"A. Officer\",\"headOfService\":\"B. Head\"}"));
        assertThat(file(reference).caseNumber()).isEqualTo("C-17");
        assertThat(file(reference).headOfService()).isEqualTo("B. Head");

        heard(tell(reference, "extended", 3, "{\"respondBy\":\"2026-11-27\",\"reason\":\"We wait for the surveyor\"}"));
        assertThat(columns(reference)).containsEntry("respond_by", "2026-11-27");

        heard(tell(reference, "responded", 24, "{\"stage\":1,\"verdict\":\"not-upheld\",\"on\":\"2026-11-03\"}"));
        assertThat(columns(reference)).containsEntry("responded_on", "2026-11-03");

        heard(tell(reference, "escalated", 48, "{\"stage\":2}"));
        assertThat(columns(reference)).containsEntry("responded_on", null).containsEntry("respond_by", "2026-11-25");
        assertThat(now(reference).stage()).isEqualTo(2);

        heard(tell(reference, "responded", 72, "{\"stage\":2,\"verdict\":\"upheld\",\"on\":\"2026-11-05\"}"));
        heard(tell(reference, "closed", 73, "{}"));
        assertThat(file(reference).closedAt()).isNotNull();
        assertThat(columns(reference)).containsEntry("case_closed", true);
        heard(tell(reference, "reopened", 74, "{}"));
        assertThat(file(reference).closedAt()).isNull();
        assertThat(columns(reference)).containsEntry("responded_on", null).containsEntry("case_closed", false);
        heard(tell(reference, "referred-to-ombudsman", 75, "{\"early\":true}"));
        assertThat(file(reference).withOmbudsmanSince()).isNotNull();

        List<ConsumerRecord<String, byte[]>> states = published(reference, "feedback.complaints", 3);
        JsonNode last = json.readTree(states.get(2).value());
        assertThat(last.path("stage").asInt()).isEqualTo(2);
        assertThat(last.path("respondBy").asText()).isEqualTo("2026-11-25");
        assertThat(violations("feedback-recorded.v1", states.get(2).value())).isEmpty();
        assertThat(CHANGES)
                .filteredOn(change -> change.feedback().reference().equals(reference))
                .hasSize(9)
                .element(4)
                .satisfies(change -> assertThat(change.before().stage()).isEqualTo(1))
                .satisfies(change -> assertThat(change.now().stage()).isEqualTo(2))
                .satisfies(change -> assertThat(change.feedback().stage()).isEqualTo(2));
    }

    @Test
    void a_case_that_was_closed_before_that_was_kept_with_its_feedback_is_closed_when_the_hub_is_upgraded()
            throws Exception {
        Reference closed = complaint();
        heard(tell(closed, "reopened", 1, "{}"));
        heard(tell(closed, "escalated", 2, "{\"stage\":2}"));
        heard(tell(closed, "closed", 3, "{}"));
        heard(tell(closed, "escalated", 4, "{\"stage\":2}"));
        Reference reopened = complaint();
        heard(tell(reopened, "closed", 1, "{}"));
        heard(tell(reopened, "reopened", 2, "{}"));
        Reference further = complaint();
        heard(tell(further, "closed", 1, "{}"));
        heard(tell(further, "escalated", 2, "{\"stage\":2}"));
        JdbcClient jdbc = hub.bean(JdbcClient.class);
        assertThat(columns(closed)).containsEntry("case_closed", true);
        jdbc.sql("update feedback set case_closed = false").update();

        String migration = Files.readString(Path.of("src/main/resources/db/migration/V11__cases.sql"));
        int start = migration.indexOf("update feedback set case_closed");
        jdbc.sql(migration.substring(start, migration.indexOf(';', start))).update();

        assertThat(columns(closed)).containsEntry("case_closed", true);
        assertThat(columns(reopened)).containsEntry("case_closed", false);
        assertThat(columns(further)).containsEntry("case_closed", false);
    }

    @Test
    void the_date_of_a_further_stage_stays_whatever_the_case_is_taken_for() {
        Reference reference = complaint();
        heard(tell(reference, "escalated", 48, "{\"stage\":2}"));
        heard(tell(reference, "reclassified", 49, "{\"kind\":\"compliment\"}"));
        assertThat(columns(reference)).containsEntry("kind", "compliment").containsEntry("respond_by", "2026-11-25");
        heard(tell(reference, "reclassified", 50, "{\"kind\":\"complaint\"}"));
        heard(tell(reference, "responded", 51, "{\"stage\":2,\"verdict\":\"upheld\",\"on\":\"2026-11-05\"}"));
        heard(tell(reference, "reclassified", 52, "{\"kind\":\"comment\"}"));
        heard(tell(reference, "reopened", 53, "{}"));
        assertThat(columns(reference)).containsEntry("kind", "comment").containsEntry("respond_by", "2026-11-25");
    }

    @Test
    void what_is_told_late_or_twice_finds_its_place() {
        Reference reference = complaint();
        heard(tell(reference, "escalated", 48, "{\"stage\":2}"));
        heard(tell(reference, "extended", 20, "{\"respondBy\":\"2026-12-24\"}"));
        heard(tell(reference, "responded", 24, "{\"stage\":1,\"verdict\":\"upheld\",\"on\":\"2026-11-03\"}"));
        String closed = tell(reference, "closed", 96, "{}");
        heard(closed);
        caseSystem.tell(closed, reference.value(), "reopened", RECEIVED.plus(Duration.ofHours(97)), "{}");
        heard(tell(reference, "reopened", 90, "{}"));

        assertThat(file(reference).stage()).isEqualTo(2);
        assertThat(file(reference).extendedTo()).isNull();
        assertThat(file(reference).answer()).isNull();
        assertThat(file(reference).answers()).containsOnlyKeys(1);
        assertThat(file(reference).closedAt()).isNotNull();
        assertThat(columns(reference)).containsEntry("respond_by", "2026-11-25").containsEntry("responded_on", null);
        assertThat(CHANGES)
                .filteredOn(change -> change.feedback().reference().equals(reference))
                .hasSize(5);
    }

    @Test
    void an_extension_beyond_what_the_policy_allows_is_taken_and_marked() {
        Reference within = feedback(CODE, Kind.COMPLAINT, false, RECEIVED, resident());
        Reference beyond = feedback(CODE, Kind.COMPLAINT, false, RECEIVED, resident());
        heard(tell(within, "extended", 1, "{\"respondBy\":\"2026-11-20\"}"));
        heard(tell(beyond, "extended", 1, "{\"respondBy\":\"2027-03-01\"}"));

        assertThat(columns(beyond)).containsEntry("respond_by", "2027-03-01");
        assertThat(remark(within)).isEqualTo("");
        assertThat(remark(beyond)).contains("the last day that the policy allows");
    }

    private static String remark(Reference reference) {
        return hub.bean(JdbcClient.class)
                .sql("select coalesce(remark, '') from case_event where reference = :reference")
                .param("reference", reference.value())
                .query(String.class)
                .single();
    }

    @Test
    void a_reclassification_moves_the_state_to_the_topic_where_it_belongs() throws Exception {
        Reference reference = feedback(NK, Kind.COMPLAINT, true, RECEIVED, resident());
        published(reference, "feedback.for-review", 1);

        heard(tell(reference, "reclassified", 24, "{\"kind\":\"comment\",\"serviceArea\":\"waste\"}"));
        heard(tell(reference, "reclassified", 23, "{\"kind\":\"compliment\"}"));

        assertThat(published(reference, "feedback.for-review", 2).get(1).value())
                .isNull();
        List<ConsumerRecord<String, byte[]>> states = published(reference, "feedback.comments", 1);
        JsonNode state = json.readTree(states.get(0).value());
        assertThat(violations("feedback-recorded.v1", states.get(0).value())).isEmpty();
        assertThat(state.path("kind").asText()).isEqualTo("comment");
        assertThat(state.path("forReview").asBoolean()).isFalse();
        assertThat(state.at("/serviceArea/id").asText()).isEqualTo("waste");
        assertThat(state.at("/reasons/0/text").asText()).contains("/case-systems/test");
        List<ConsumerRecord<String, byte[]>> moved = published(reference, "feedback.follow-ups", 1);
        assertThat(violations("feedback-moved.v1", moved.get(0).value())).isEmpty();
        assertThat(header(moved.get(0), "ce_type")).isEqualTo("org.feedbackhub.feedback.moved.v1");
        // right behind the state, whatever was told before
        assertThat(Integer.parseInt(header(moved.get(0), "ce_sequence")))
                .isEqualTo(Integer.parseInt(header(states.get(0), "ce_sequence")) + 1);
        assertThat(json.readTree(moved.get(0).value()).path("to").asText()).isEqualTo("feedback.comments");
        assertThat(columns(reference))
                .containsEntry("kind", "comment")
                .containsEntry("for_review", false)
                .containsEntry("respond_by", "2026-11-23");
    }

    @Test
    void what_may_tell_of_harm_stays_on_the_restricted_topic() {
        Reference reference = feedback(NK, Kind.COMPLAINT, false, RECEIVED, resident(), Flag.SAFEGUARDING);
        heard(tell(reference, "reclassified", 24, "{\"kind\":\"compliment\"}"));

        published(reference, "feedback.safeguarding", 2);
        assertThat(published(reference, "feedback.compliments")).isEmpty();
        assertThat(published(reference, "feedback.follow-ups")).isEmpty();
    }

    @Test
    void a_restriction_follows_the_person_until_it_is_over() {
        String resident = resident();
        EmailAddress address = new EmailAddress(resident);
        Reference reference = feedback(NK, Kind.COMPLAINT, false, RECEIVED, resident);
        heard(tell(reference, "contact-restricted", 24, "{}"));
        assertThat(restricted(address)).isTrue();
        assertThat(hub.bean(CaseRecords.class).restricted(CODE, address)).isFalse();

        String elsewhere = resident();
        heard(tell(reference, "contact-changed", 25, "{\"contact\":{\"email\":\"" + elsewhere + "\"}}"));
        assertThat(now(reference).submission().contact().email()).isEqualTo(new EmailAddress(elsewhere));
        assertThat(restricted(new EmailAddress(elsewhere))).isTrue();

        heard(tell(reference, "contact-restriction-lifted", 23, "{}"));
        assertThat(restricted(address)).as("lifted before it began").isTrue();
        heard(tell(reference, "contact-restriction-lifted", 48, "{}"));
        assertThat(restricted(address)).isFalse();
        assertThat(restricted(new EmailAddress(elsewhere))).isFalse();
        heard(tell(reference, "contact-restricted", 72, "{\"until\":\"2026-11-06\"}"));
        assertThat(restricted(new EmailAddress(elsewhere)))
                .as("its last day is over")
                .isFalse();
        heard(tell(reference, "contact-restricted", 73, "{\"until\":\"2999-12-31\"}"));
        assertThat(restricted(new EmailAddress(elsewhere))).isTrue();
    }

    private static boolean restricted(EmailAddress address) {
        return hub.bean(CaseRecords.class).restricted(NK, address);
    }

    @Test
    void an_address_that_is_changed_back_gets_nothing_twice_and_what_goes_elsewhere_follows_it() {
        String first = resident();
        String second = resident();
        Reference reference = feedback(NK, Kind.COMPLAINT, false, RECEIVED, first);
        notification(reference, first, "2026-12-01", "sent");
        UUID repeated = notification(reference, second, "2026-12-01", "planned");
        UUID other = notification(reference, second, "2026-12-02", "planned");

        heard(tell(reference, "contact-changed", 1, "{\"contact\":{\"email\":\"" + first + "\"}}"));

        assertThat(standing(repeated)).isEqualTo(second + " suppressed that address has one of these already");
        assertThat(standing(other)).startsWith(first + " ");
        List<String> facts = await().atMost(SOON)
                .until(
                        () -> published(reference, "feedback.notifications").stream()
                                .map(CaseEventsIT::text)
                                .filter(fact -> fact.contains("\"occasion\":\"2026-12-01\""))
                                .toList(),
                        found -> !found.isEmpty());
        assertThat(facts)
                .singleElement()
                .asString()
                .contains("that address has one of these already")
                .doesNotContain(first, second);
    }

    /** An extension's notice without a job, as it stands in the ledger. */
    private static UUID notification(Reference reference, String recipient, String occasion, String state) {
        UUID id = UUID.randomUUID();
        hub.bean(JdbcClient.class)
                .sql(
                        """
                        insert into notification (id, reference, notification, occasion, recipient, variant, state, reason,
                                                  due_at, message_id)
                        values (:id, :reference, 'extension', :occasion, :recipient, '', :state, '', now() + interval '9 days',
                                :id)""")
                .param("id", id)
                .param("reference", reference.value())
                .param("occasion", occasion)
                .param("recipient", recipient)
                .param("state", state)
                .update();
        return id;
    }

    private static String standing(UUID notification) {
        return hub.bean(JdbcClient.class)
                .sql("select recipient || ' ' || state || ' ' || reason from notification where id = :id")
                .param("id", notification)
                .query(String.class)
                .single();
    }

    @Test
    void what_cannot_be_used_is_a_dead_letter_and_stops_nothing_behind_it() throws Exception {
        Reference reference = complaint();
        String mine = reference.value();
        String letter = UUID.randomUUID().toString();
        caseSystem.tell("x-" + letter, mine, "responded", RECEIVED, "{\"stage\":\"one\"");
        caseSystem.tell("mistake-" + letter, mine, "closed", RECEIVED, "{}");
        caseSystem.tell(
                "y-" + letter, mine, "reclassified", RECEIVED, "{\"kind\":\"comment\",\"serviceArea\":\"moon\"}");
        heard(tell(reference, "closed", 5, "{}"));

        List<String> causes = hub.bean(JdbcClient.class)
                .sql("select cause from dead_letter where key = :key order by log_offset")
                .param("key", mine)
                .query(String.class)
                .list();
        assertThat(causes).hasSize(3);
        assertThat(causes.get(0)).isEqualTo("the body: expected JSON in UTF-8");
        assertThat(causes.get(1)).isEqualTo("a fault of the hub: IllegalStateException");
        assertThat(causes.get(2)).startsWith("serviceArea: expected one of ");
        List<ConsumerRecord<String, byte[]>> facts = hub.records("feedback.dead-letters").stream()
                .filter(fact -> text(fact).contains("the body: expected JSON in UTF-8"))
                .toList();
        assertThat(facts).isNotEmpty();
        assertThat(violations("case-event-dead-lettered.v1", facts.get(0).value()))
                .isEmpty();
        assertThat(header(facts.get(0), "ce_type")).isEqualTo("org.feedbackhub.case-event.dead-lettered.v1");
        assertThat(facts.get(0).headers().toArray()).hasSize(8);
        assertThat(text(facts.get(0))).contains("\"topic\":\"cases.events\"").doesNotContain(mine);
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    @Test
    void how_many_events_wait_to_be_taken_is_a_figure() throws Exception {
        Reference reference = complaint();
        heard(tell(reference, "closed", 1, "{}"));
        await().atMost(SOON).until(() -> lag() == 0);
        CamelContext camel = hub.bean(CamelContext.class);
        camel.getRouteController().stopRoute("case-events");
        List<String> told = List.of(tell(reference, "reopened", 2, "{}"), tell(reference, "closed", 3, "{}"));

        await().atMost(SOON).until(() -> lag() == told.size());
        camel.getRouteController().startRoute("case-events");

        told.forEach(CaseEventsIT::heard);
        await().atMost(SOON).until(() -> lag() == 0);
    }

    private static double lag() {
        return hub.bean(MeterRegistry.class).get("hub.case.events.lag").gauge().value();
    }

    @Test
    void the_page_of_a_feedback_shows_what_was_told_of_its_case_and_who_was_restricted_when_it_came() throws Exception {
        String resident = resident();
        Reference reference = feedback(NK, Kind.COMPLAINT, false, RECEIVED, resident);
        heard(tell(reference, "contact-restricted", 3, "{}"));
        heard(tell(
                reference,
                "contact-changed",
                2,
                "{\"contact\":{\"name\":\"Nobody Elses Name\",\"email\":\"" + resident + "\"}}"));
        heard(tell(
                reference,
                "contact-changed",
                1,
                "{\"contact\":{\"name\":\"Former Name\",\"email\":\"" + resident + "\"}}"));
        Reference beyond = feedback(CODE, Kind.COMPLAINT, false, RECEIVED, resident());
        heard(tell(beyond, "extended", 1, "{\"respondBy\":\"2027-03-01\"}"));
        Reference later = feedback(NK, Kind.COMPLAINT, false, RECEIVED, resident);
        Browser dee = new Browser(hub.httpPort());
        dee.signIn("dee", "let-me-in");

        String page = dee.get("/console/feedback/" + reference).body();
        assertThat(page)
                .containsSubsequence(
                        "What the case systems told",
                        "org.feedbackhub.case.contact-changed.v1",
                        "2 November 2026, 10:00:00",
                        "org.feedbackhub.case.contact-changed.v1",
                        "2 November 2026, 11:00:00",
                        "org.feedbackhub.case.contact-restricted.v1",
                        "2 November 2026, 12:00:00",
                        "What the case systems were told")
                .doesNotContain("Former Name", "Contact restricted when received");
        assertThat(dee.get("/console/feedback/" + beyond).body()).contains("the last day that the policy allows");
        assertThat(dee.get("/console/feedback/" + later).body()).contains("Contact restricted when received");
    }

    @Test
    void what_is_done_with_is_told_to_the_broker() {
        Reference reference = complaint();
        heard(tell(reference, "closed", 1, "{}"));

        await().atMost(SOON).untilAsserted(() -> {
            try (Admin admin = Admin.create(
                    Map.of("bootstrap.servers", "127.0.0.1:" + hub.ports().kafka()))) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets("feedback-hub")
                        .partitionsToOffsetAndMetadata()
                        .get();
                assertThat(committed.values().stream()
                                .mapToLong(OffsetAndMetadata::offset)
                                .sum())
                        .isEqualTo(hub.records(TOPIC).size());
            }
        });
    }

    @Test
    void an_outage_is_waited_out_in_the_order_of_what_was_told() {
        Reference reference = complaint();
        OUTAGES.set(2);
        List<String> ids = new ArrayList<>();
        ids.add(tell(reference, "opened", 1, "{}"));
        ids.add(tell(reference, "assigned", 2, "{\"officer\":\"A. Officer\"}"));

        ids.forEach(CaseEventsIT::heard);

        assertThat(OUTAGES.get()).isZero();
        assertThat(CHANGES)
                .filteredOn(change -> change.feedback().reference().equals(reference))
                .extracting(change -> change.event().envelope().id())
                .containsExactlyElementsOf(ids);
        assertThat(hub.bean(JdbcClient.class)
                        .sql("select count(*) from dead_letter where key = :key")
                        .param("key", reference.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void an_event_that_came_before_its_feedback_is_replayed_once_it_is_there() throws Exception {
        String unknown = Reference.of(
                        "NK",
                        new java.util.Random().ints(Reference.RANDOM_SIGNS).toArray())
                .value();
        caseSystem.tell("before-" + unknown, unknown, "closed", RECEIVED, "{}");
        assertThat(deadBecause(unknown)).isEqualTo("no feedback has this reference, or not yet");
        UUID letter = dead(unknown);
        Browser dee = new Browser(hub.httpPort());
        dee.signIn("dee", "let-me-in");
        String page = "/console/dead-letters/" + letter;
        assertThat(dee.get("/console/dead-letters").body())
                .contains("no feedback has this reference, or not yet", page)
                .doesNotContain(unknown);
        assertThat(dee.get(page).body()).contains(unknown, "ce_subject", "partition");

        assertThat(dee.press(page, page + "/replay").body()).contains("It still cannot be used");
        known(complaint(), unknown);
        assertThat(dee.press(page, page + "/replay").body()).contains("The event was replayed");

        assertThat(file(new Reference(unknown)).closedAt()).isEqualTo(RECEIVED);
        assertThat(dee.get(page).body()).contains("Dealt with", "by dee");
        Browser pip = new Browser(hub.httpPort());
        pip.signIn("pip", "let-me-in");
        assertThat(pip.get(page).statusCode()).isEqualTo(404);
        assertThat(pip.get("/console/dead-letters").body())
                .contains("role operator")
                .doesNotContain("offset");
    }

    /** As if a feedback that has another reference had been recorded under this one. */
    private static void known(Reference other, String reference) {
        JdbcClient jdbc = hub.bean(JdbcClient.class);
        jdbc.sql(
                        """
                        insert into feedback (reference, arrival, council, channel, kind, for_review, received_at, acknowledge_by,
                                              respond_by, state)
                        select :reference, arrival, council, channel, kind, for_review, received_at, acknowledge_by, respond_by,
                               jsonb_set(state, '{reference}', to_jsonb(cast(:reference as text)))
                        from feedback where reference = :other""")
                .param("reference", reference)
                .param("other", other.value())
                .update();
    }

    @Test
    void what_is_discarded_waits_no_more_and_all_of_one_cause_are_replayed_together() throws Exception {
        Reference reference = complaint();
        String mine = reference.value();
        caseSystem.tell("mistake-" + mine, mine, "reopened", RECEIVED, "{}");
        deadBecause(mine);
        String page = "/console/dead-letters/" + dead(mine);
        Browser dee = new Browser(hub.httpPort());
        dee.signIn("dee", "let-me-in");

        assertThat(dee.press(page, page + "/discard", "note", " ").body()).contains("Enter why you discard the event");
        String all = "/console/dead-letters?cause=a%20fault%20of%20the%20hub:%20IllegalStateException";
        assertThat(dee.press(all, "/console/dead-letters/replay", "cause", "a fault of the hub: IllegalStateException")
                        .body())
                .contains("0 events were replayed");
        assertThat(dee.press(page, page + "/discard", "note", "a test").body()).contains("The event was discarded");
        assertThat(dee.get(page).body()).contains("discarded: a test");
        assertThat(file(reference).reopenedAt()).isNull();
    }

    @Test
    void a_dead_letter_is_there_for_operators_of_the_council_that_it_is_about_alone() throws Exception {
        Browser dee = as("dee");
        Browser wes = as("wes");
        String unknown = Reference.of(
                        "NK",
                        new java.util.Random().ints(Reference.RANDOM_SIGNS).toArray())
                .value();
        caseSystem.tell("theirs-" + unknown, unknown, "reopened", RECEIVED, "{}");
        String cause = deadBecause(unknown);
        String page = "/console/dead-letters/" + dead(unknown);

        assertThat(dee.get("/console/dead-letters").body()).contains(page);
        assertThat(dee.get(page).statusCode()).isEqualTo(200);
        assertThat(wes.get("/console/dead-letters").body()).doesNotContain(page);
        assertThat(wes.get(page).statusCode()).isEqualTo(404);
        String list = "/console/dead-letters";
        assertThat(wes.press(list, page + "/replay").statusCode()).isEqualTo(404);
        assertThat(wes.press(list, page + "/discard", "note", "not mine").statusCode())
                .isEqualTo(404);
        assertThat(wes.press(list, list + "/replay", "cause", cause).body()).contains("0 events were replayed");
        assertThat(tried(unknown)).isZero();
        dee.press(list, list + "/replay", "cause", cause);
        assertThat(tried(unknown)).isOne();
    }

    @Test
    void a_dead_letter_of_no_council_or_of_two_is_there_for_operators_of_all_alone() throws Exception {
        String id = UUID.randomUUID().toString();
        String ofTwo = complaint().value();
        caseSystem.tell("odd-" + id, "nothing-" + id, "closed", RECEIVED, "{}");
        deadBecause("nothing-" + id);
        String body =
                """
                {"specversion":"1.0","id":"%s","source":"/t","type":"org.feedbackhub.case.closed.v1",
                 "time":"2026-11-02T10:00:00Z","subject":"WL-7NN1-CMXH","data":{}}"""
                        .formatted(id);
        ProducerRecord<String, byte[]> two = new ProducerRecord<>(TOPIC, ofTwo, body.getBytes(StandardCharsets.UTF_8));
        two.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
        caseSystem.send(two);
        deadBecause(ofTwo);

        for (String key : List.of("nothing-" + id, ofTwo)) {
            String page = "/console/dead-letters/" + dead(key);
            assertThat(as("dee").get(page).statusCode()).isEqualTo(404);
            assertThat(as("wes").get(page).statusCode()).isEqualTo(404);
            assertThat(as("all").get(page).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_page_far_beyond_the_last_dead_letter_is_empty() throws Exception {
        assertThat(as("dee")
                        .get("/console/dead-letters?page=" + Integer.MAX_VALUE)
                        .statusCode())
                .isEqualTo(200);
    }

    private static Browser as(String name) throws Exception {
        Browser browser = new Browser(hub.httpPort());
        browser.signIn(name, "let-me-in");
        return browser;
    }

    /** How many of the reference's dead letters somebody has tried. */
    private static long tried(String reference) {
        return hub.bean(JdbcClient.class)
                .sql("select count(replayed_at) from dead_letter where key = :key")
                .param("key", reference)
                .query(Long.class)
                .single();
    }

    @Test
    void the_command_has_the_running_hub_replay_what_waits_and_publish_again() {
        String unknown = Reference.of(
                        "NK",
                        new java.util.Random().ints(Reference.RANDOM_SIGNS).toArray())
                .value();
        caseSystem.tell("command-" + unknown, unknown, "closed", RECEIVED, "{}");
        deadBecause(unknown);
        Reference other = complaint();
        known(other, unknown);
        String port = "--hub.standalone.postgres.port=" + hub.ports().postgres();

        assertThat(Commands.run(new String[] {"replay", "dead-letters", port})).isZero();
        assertThat(Commands.run(new String[] {"replay", "dead-letters", "--id=" + dead(unknown), port}))
                .isZero();
        heard("command-" + unknown);

        String first = header(published(other, "feedback.complaints", 1).get(0), "ce_id");
        assertThat(Commands.run(new String[] {"replay", "events", "--reference=" + other, port}))
                .isZero();
        assertThat(published(other, "feedback.complaints", 2))
                .extracting(record -> header(record, "ce_id"))
                .containsExactly(first, first);
        assertThat(Commands.run(new String[] {"replay", "events", "--since=yesterday", port}))
                .isEqualTo(2);
    }
}
