package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.LedgerUpkeep;
import org.feedbackhub.arrival.Quarantine;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.attachment.TestFiles;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The console as the councils' people use it, by real sign-in over HTTP, on a whole hub. */
class ConsoleIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String QUARANTINE = "/console/quarantine";
    private static final String FIND = "/console/find";
    private static final AtomicBoolean BROKEN = new AtomicBoolean();

    private static HubUnderTest hub;

    /** A mistake in the hub that is mended later. */
    @TestConfiguration
    static class Mistake {
        @Bean
        FeedbackRecorded mistake() {
            return feedback -> {
                if (BROKEN.get()
                        && feedback.stream()
                                .anyMatch(one -> one.submission().subject().contains("poison"))) {
                    throw new IllegalStateException("poison");
                }
            };
        }
    }

    @BeforeAll
    static void start() {
        List<String> settings = new ArrayList<>();
        settings.addAll(user(0, "dee", "operator", "west-lindsey"));
        settings.addAll(user(1, "nora", "operator", "north-kesteven"));
        settings.addAll(user(2, "sam", "safeguarding", "west-lindsey"));
        settings.addAll(user(3, "pip", "phone-agent", "west-lindsey"));
        hub = HubUnderTest.start(Mistake.class, settings.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static List<String> user(int number, String name, String role, String council) {
        String user = "--hub.console.users[" + number + "].";
        return List.of(
                user + "name=" + name,
                user + "password-hash={noop}let-me-in",
                user + "roles=" + role,
                user + "councils=" + council);
    }

    @Test
    void the_console_is_for_those_who_sign_in() throws Exception {
        Browser browser = new Browser(hub.httpPort());

        HttpResponse<String> signIn = browser.get("/console");

        assertThat(signIn.uri().getPath()).isEqualTo("/console/sign-in");
        assertThat(signIn.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'");
        browser.signIn("dee", "wrong");
        assertThat(browser.get("/console").uri().getPath()).isEqualTo("/console/sign-in");
        assertThat(browser.get("/console/sign-in?error").body()).contains("There is a problem");
        browser.signIn("dee", "let-me-in");
        assertThat(browser.get("/console").body())
                .contains("Today", "experience@west-lindsey.gov.uk", "Sum of outcomes", "Waiting for you")
                .contains("aria-current=\"page\"")
                .doesNotContain("experience@n-kesteven.gov.uk");
        assertThat(browser.get("/elsewhere").statusCode()).isEqualTo(403);
        assertThat(browser.get("/assets/govuk.css").body()).doesNotContain("@font-face", "GDS Transport", "crest");
        assertThat(new Browser(hub.httpPort())
                        .get("/contracts/feedback-recorded.v1.schema.json")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_original_is_handed_out_to_those_who_may_and_to_nobody_else() throws Exception {
        String resident = resident();
        String reference = recorded(resident, "original", "Thank you so much, you were lovely.");
        String path = "/console/feedback/" + reference + "/original";

        assertThat(new Browser(hub.httpPort()).get(path).uri().getPath()).isEqualTo("/console/sign-in");
        HttpResponse<String> original = as("dee").get(path);

        assertThat(original.statusCode()).isEqualTo(200);
        assertThat(original.body()).contains(resident);
        assertThat(original.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(as("nora").get(path).statusCode()).isEqualTo(404);
        assertThat(as("dee").get("/console/feedback/WL-0000-0000/original").statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_could_not_be_read_is_listed_and_shown_to_the_councils_own_people() throws Exception {
        UUID id = unreadable(resident(), "Long story");
        Browser dee = as("dee");

        assertThat(dee.get(QUARANTINE).body()).contains("limit", id.toString(), "Could not be handled");
        assertThat(dee.get(item(id)).body())
                .contains("Long story", "It cannot be read", "X-Long: x x", "has not been scanned for viruses");
        HttpResponse<String> original = dee.get(item(id) + "/original");
        assertThat(original.body()).contains("Long story");
        assertThat(original.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(original.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        for (String other : List.of("nora", "pip")) {
            assertThat(as(other).get(QUARANTINE).body()).doesNotContain(id.toString());
            assertThat(as(other).get(item(id)).statusCode()).isEqualTo(404);
            assertThat(as(other).get(item(id) + "/original").statusCode()).isEqualTo(404);
            assertThat(as(other).press(FIND, item(id) + "/release").statusCode())
                    .isEqualTo(404);
        }
        assertThat(waits(id)).isTrue();
    }

    @Test
    void what_is_unreadable_still_waits_after_it_was_run_again() throws Exception {
        UUID id = unreadable(resident(), "Again");
        Browser dee = as("dee");

        HttpResponse<String> next = dee.press(item(id), item(id) + "/run-again");

        assertThat(next.uri().getPath()).isEqualTo(item(id));
        assertThat(next.body()).contains("The message still cannot be handled.");
        assertThat(waits(id)).isTrue();
        countsAgree();
    }

    @Test
    void what_failed_by_a_mistake_is_recorded_when_it_is_run_again_after_the_mistake_was_mended() throws Exception {
        String resident = resident();
        BROKEN.set(true);
        UUID id = quarantined(() -> hub.deliver(
                resident, "poison", "I wish to complain. My black bin was missed again and nobody replied."));
        Browser dee = as("dee");
        assertThat(dee.press(item(id), item(id) + "/run-again").body())
                .contains("The message still cannot be handled.", "failed with IllegalStateException");
        assertThat(waits(id)).isTrue();

        BROKEN.set(false);
        HttpResponse<String> next = dee.press(item(id), item(id) + "/run-again");

        assertThat(next.body()).contains("The message was recorded as feedback WL-");
        assertThat(waits(id)).isFalse();
        assertThat(settlement(id)).isEqualTo("run again by dee");
        acknowledgementOf(resident);
        countsAgree();
    }

    @Test
    void what_is_unreadable_becomes_feedback_for_review_on_release() throws Exception {
        String resident = resident();
        UUID id = unreadable(resident, "Please read me");

        HttpResponse<String> next = as("dee").press(item(id), item(id) + "/release");

        assertThat(next.body()).contains("The message was recorded as feedback WL-");
        String reference = referenceOf(id);
        assertThat(one("select cast(for_review as text) from feedback where arrival = :id", id))
                .isEqualTo("true");
        assertThat(one("select recipient from notification join feedback using (reference) where arrival = :id", id))
                .isEqualTo(resident);
        assertThat(one(
                        "select cast(f.received_at = a.received_at as text) from feedback f join arrival a on a.id = f.arrival"
                                + " where a.id = :id",
                        id))
                .isEqualTo("true");
        assertThat(as("dee").get("/console/feedback/" + reference).body())
                .contains("The hub could not read this message", "Please read me", "For review");
        await().atMost(SOON).until(() -> hub.records("feedback.for-review").stream()
                .anyMatch(record -> record.key().equals(reference)));
        countsAgree();
    }

    @Test
    void who_posted_what_cannot_be_read_is_answered_on_release() throws Exception {
        String resident = resident();
        String posting =
                "Content-Type: application/json\r\n\r\n{\"message\":\"The bandstand\",\"email\":\"" + resident + "\"}";
        RawItem raw = hub.bean(RawStore.class).keep(out -> out.write(posting.getBytes(StandardCharsets.UTF_8)));
        Arrived arrived = new Arrived(
                "web:west-lindsey/form-that-is-gone/" + UUID.randomUUID(),
                new CouncilId("west-lindsey"),
                Channel.WEB_FORM,
                Instant.now(),
                raw);
        UUID id = quarantined(() -> hub.bean(Quarantine.class).keep(arrived, new IllegalStateException("gone")));

        as("dee").press(item(id), item(id) + "/release");

        assertThat(one("select recipient from notification join feedback using (reference) where arrival = :id", id))
                .isEqualTo(resident);
        countsAgree();
    }

    @Test
    void spam_is_released_as_the_feedback_that_it_is() throws Exception {
        String resident = resident();
        UUID id = spam(() -> deliver(resident, "X-Spam-Flag: YES\r\n", "Bins", complaint()));
        Browser dee = as("dee");
        assertThat(dee.get(QUARANTINE + "?group=SPAM").body()).contains(id.toString());

        dee.press(item(id), item(id) + "/release");

        MimeMessage acknowledgement = acknowledgementOf(resident);
        assertThat(acknowledgement.getSubject()).contains(referenceOf(id));
        assertThat(settlement(id)).isEqualTo("released as feedback by dee");
        assertThat(dee.get(QUARANTINE + "?group=SPAM").body()).doesNotContain(id.toString());
        countsAgree();
    }

    @Test
    void a_released_copy_of_what_is_known_becomes_a_linked_duplicate() throws Exception {
        String resident = resident();
        String messageId = "Message-ID: <" + UUID.randomUUID() + "@example.org>\r\n";
        deliver(resident, messageId, "Bins", complaint());
        acknowledgementOf(resident);
        UUID id = spam(() -> deliver(resident, messageId + "X-Spam-Flag: YES\r\n", "Bins", complaint()));

        HttpResponse<String> next = as("dee").press(item(id), item(id) + "/release");

        assertThat(next.body()).contains("is a copy of one that came before");
        assertThat(one("select outcome from arrival where id = :id and duplicate_of is not null", id))
                .isEqualTo("duplicate");
        assertThat(as("dee").get("/console/feedback/" + referenceOf(id)).body())
                .contains("a copy of a message that came before");
        countsAgree();
    }

    @Test
    void pressing_twice_and_two_people_pressing_at_once_make_one_feedback() throws Exception {
        UUID id = spam(() -> deliver(resident(), "X-Spam-Flag: YES\r\n", "Bins", complaint()));
        ExecutorService people = Executors.newFixedThreadPool(4);
        try {
            List<Callable<HttpResponse<String>>> presses = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Browser browser = as("dee");
                presses.add(() -> browser.press(item(id), item(id) + "/release"));
            }
            List<String> pages = new ArrayList<>();
            for (Future<HttpResponse<String>> press : people.invokeAll(presses)) {
                pages.add(press.get().body());
            }
            assertThat(pages)
                    .filteredOn(page -> page.contains("was recorded as feedback"))
                    .hasSize(1);
        } finally {
            people.shutdownNow();
        }
        HttpResponse<String> late = as("dee").press(QUARANTINE + "/" + id, item(id) + "/run-again");

        assertThat(late.body()).contains("Somebody has dealt with this message already.");
        assertThat(one("select cast(count(*) as text) from feedback where arrival = :id", id))
                .isEqualTo("1");
        countsAgree();
    }

    @Test
    void nothing_is_discarded_without_a_reason() throws Exception {
        UUID id = unreadable(resident(), "Discard");
        Browser dee = as("dee");

        HttpResponse<String> refused = dee.press(item(id), item(id) + "/discard", "reason", " ");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("govuk-error-summary", "Enter why you discard the message", "Error: A message that waits");
        assertThat(waits(id)).isTrue();
        HttpResponse<String> next = dee.press(item(id), item(id) + "/discard", "reason", "an advertisement");
        assertThat(next.body()).contains("The message was discarded.").doesNotContain(id.toString());
        assertThat(settlement(id)).isEqualTo("discarded: an advertisement by dee");
        assertThat(one("select outcome from arrival where id = :id", id)).isEqualTo("quarantined");
        countsAgree();
    }

    @Test
    void a_bounce_that_matches_nothing_waits_until_somebody_has_seen_it() throws Exception {
        byte[] bounce = Files.readAllBytes(Path.of("src/test/resources/corpus/mail/bounce-nameless.eml"));
        UUID id = fresh(
                "attention is not null",
                () -> HubUnderTest.deliver(
                        hub.ports().smtp(), "mailer-daemon@example.org", HubUnderTest.WEST_LINDSEY, bounce));
        Browser dee = as("dee");
        assertThat(dee.get(QUARANTINE + "?group=ATTENTION").body()).contains(id.toString(), "a bounce of a mail");

        dee.press(item(id), item(id) + "/seen");

        assertThat(settlement(id)).isEqualTo("seen by dee");
        assertThat(dee.get(QUARANTINE + "?group=ATTENTION").body()).doesNotContain(id.toString());
    }

    @Test
    @Clause({"P11", "P18"})
    void what_may_tell_of_harm_is_opened_by_those_who_look_after_it_alone() throws Exception {
        String harm = "I am worried that the child next door is being hit by her father every night.";
        UUID id = spam(() -> deliver(resident(), "X-Spam-Flag: YES\r\n", "Worried", harm));

        assertThat(as("dee").get(item(id)).body())
                .contains("Only people with the role safeguarding")
                .doesNotContain("next door", "Why discard it?");
        assertThat(as("dee").get(item(id) + "/original").statusCode()).isEqualTo(404);
        assertThat(as("dee")
                        .press(item(id), item(id) + "/discard", "reason", "noise")
                        .statusCode())
                .isEqualTo(403);
        assertThat(as("sam").get(item(id)).body()).contains("next door", "Why discard it?");

        as("dee").press(item(id), item(id) + "/release");
        String reference = referenceOf(id);
        assertThat(as("dee").get("/console/feedback/" + reference).statusCode()).isEqualTo(404);
        assertThat(as("dee").press(FIND, FIND, "q", reference).body()).contains("No feedback that you may read");
        assertThat(as("sam").press(FIND, FIND, "q", reference).body()).contains("next door");
    }

    @Test
    @Clause({"P11", "P18"})
    void what_an_attached_file_tells_of_harm_counts_too_as_it_waits_and_as_it_is_released() throws Exception {
        String mixed = "X-Spam-Flag: YES\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n";
        String letter = Base64.getMimeEncoder()
                .encodeToString(TestFiles.pdf("The child next door is being hit by her father every night."));
        UUID id = spam(() -> deliver(
                resident(),
                mixed,
                "A letter",
                "--b\r\n\r\nPlease see the letter.\r\n--b\r\nContent-Type: application/pdf; name=letter.pdf\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n" + letter + "\r\n--b--"));

        assertThat(as("dee").get(item(id)).body()).contains("Only people with the role safeguarding");

        as("dee").press(item(id), item(id) + "/release");
        assertThat(as("dee").get("/console/feedback/" + referenceOf(id)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void feedback_is_found_by_reference_sender_and_words_in_no_address() throws Exception {
        String resident = resident();
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        String reference = recorded(resident, "Thanks", "Thank you so much, you were lovely. " + word);
        Browser dee = as("dee");

        for (String wanted :
                List.of(reference.toLowerCase(java.util.Locale.ROOT).replace("-", " "), resident, word)) {
            HttpResponse<String> found = dee.press(FIND, FIND, "q", wanted);
            assertThat(found.body()).as(wanted).contains("/console/feedback/" + reference);
            assertThat(found.uri().getQuery()).isNull();
            assertThat(as("nora").press(FIND, FIND, "q", wanted).body()).contains("No feedback that you may read");
        }
        assertThat(dee.get(FIND + "?q=" + word).body()).doesNotContain(reference);
        assertThat(dee.press(FIND, FIND, "q", "").body()).contains("Enter a reference, an email address or words");
    }

    @Test
    void the_index_of_words_serves_the_search() {
        String plan = new TransactionTemplate(hub.bean(PlatformTransactionManager.class)).execute(status -> {
            JdbcClient jdbc = hub.bean(JdbcClient.class);
            jdbc.sql("set local enable_seqscan = off").update();
            return String.join(
                    "\n",
                    jdbc.sql("explain select state from feedback where "
                                    + org.feedbackhub.console.SearchedWords.condition())
                            .param("wanted", "bin")
                            .query(String.class)
                            .list());
        });

        assertThat(plan).contains("feedback_words");
    }

    @Test
    void the_story_tells_where_each_event_lies_and_what_was_written_later() throws Exception {
        String resident = resident();
        String reference = recorded(resident, "Bins", complaint());
        acknowledgementOf(resident);
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        String more = "About " + reference + ": the bin was still not emptied on Monday. " + word;
        hub.deliver(resident, "More", more);
        UUID followUp = await().atMost(SOON)
                .until(
                        () -> hub.bean(JdbcClient.class)
                                .sql("select arrival from follow_up where reference = :reference")
                                .param("reference", reference)
                                .query(UUID.class)
                                .optional()
                                .orElse(null),
                        java.util.Objects::nonNull);
        await().atMost(SOON).until(() -> hub.bean(Outbox.class).waiting() == 0);
        Browser dee = as("dee");

        String story = dee.get("/console/feedback/" + reference).body();
        HttpResponse<String> original =
                dee.get("/console/feedback/" + reference + "/follow-ups/" + followUp + "/original");

        assertThat(story)
                .contains(resident, "missed again", "complaint", "acknowledgement", "sent", "imap:")
                .contains("feedback.complaints", "feedback.follow-ups", "partition ", "offset ")
                .contains("still not emptied", "Intent: message", followUp.toString());
        assertThat(original.statusCode()).isEqualTo(200);
        assertThat(original.body()).contains("still not emptied");
        assertThat(dee.press(FIND, FIND, "q", "\"still not emptied\" " + word + " -graffiti")
                        .body())
                .as("found by the words of what joined it")
                .contains("/console/feedback/" + reference);
        assertThat(as("nora")
                        .get("/console/feedback/" + reference + "/follow-ups/" + followUp + "/original")
                        .statusCode())
                .isEqualTo(404);
        assertThat(as("nora").get("/console/feedback/" + reference).statusCode())
                .isEqualTo(404);
        assertThat(dee.get("/console/feedback/" + reference + "/follow-ups/" + UUID.randomUUID() + "/original")
                        .statusCode())
                .isEqualTo(404);
    }

    private interface Delivery {
        void run() throws Exception;
    }

    private static Browser as(String name) throws Exception {
        Browser browser = new Browser(hub.httpPort());
        browser.signIn(name, "let-me-in");
        return browser;
    }

    private static String resident() {
        return "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    }

    private static String item(UUID id) {
        return QUARANTINE + "/" + id;
    }

    private static String complaint() {
        return "I wish to complain. My black bin was missed again and nobody has replied.";
    }

    private static void deliver(String from, String headers, String subject, String text) throws Exception {
        String mail = "From: A Resident <" + from + ">\r\nTo: " + HubUnderTest.WEST_LINDSEY + "\r\n" + headers
                + "Subject: " + subject + "\r\n\r\n" + text + "\r\n";
        HubUnderTest.deliver(
                hub.ports().smtp(), from, HubUnderTest.WEST_LINDSEY, mail.getBytes(StandardCharsets.UTF_8));
    }

    private static UUID unreadable(String from, String subject) throws Exception {
        return quarantined(() -> deliver(from, "X-Long: " + "x ".repeat(80_000) + "\r\n", subject, "words"));
    }

    private static UUID quarantined(Delivery delivery) throws Exception {
        return fresh("outcome = 'quarantined'", delivery);
    }

    private static UUID spam(Delivery delivery) throws Exception {
        return fresh("outcome = 'spam'", delivery);
    }

    /** The arrival that fits the condition and did not before. */
    private static UUID fresh(String condition, Delivery delivery) throws Exception {
        Set<UUID> before = new HashSet<>(ids(condition));
        delivery.run();
        return await().atMost(SOON)
                .until(
                        () -> ids(condition).stream()
                                .filter(id -> !before.contains(id))
                                .toList(),
                        fresh -> fresh.size() == 1)
                .get(0);
    }

    private static List<UUID> ids(String condition) {
        return hub.bean(JdbcClient.class)
                .sql("select id from arrival where " + condition)
                .query(UUID.class)
                .list();
    }

    private static String recorded(String resident, String subject, String text) throws Exception {
        hub.deliver(resident, subject, text);
        acknowledgementOf(resident);
        return hub.bean(JdbcClient.class)
                .sql("select distinct reference from notification where recipient = :resident")
                .param("resident", resident)
                .query(String.class)
                .single();
    }

    private static MimeMessage acknowledgementOf(String resident) throws Exception {
        await().atMost(SOON).until(() -> hub.read(resident, "INBOX").size() == 1);
        return hub.read(resident, "INBOX").get(0);
    }

    private static String referenceOf(UUID id) {
        return one("select reference from arrival where id = :id", id);
    }

    private static String settlement(UUID id) {
        return one(
                "select settlement || ' by ' || settled_by from arrival where id = :id and settled_at is not null", id);
    }

    private static boolean waits(UUID id) {
        return one("select cast(settled_at is null as text) from arrival where id = :id", id)
                .equals("true");
    }

    private static String one(String sql, UUID id) {
        return hub.bean(JdbcClient.class)
                .sql(sql)
                .param("id", id)
                .query(String.class)
                .single();
    }

    private static void countsAgree() {
        assertThat(hub.bean(LedgerUpkeep.class).counts().difference()).isZero();
    }
}
