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
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.publishing.Outbox;
import org.feedbackhub.survey.SafeguardingConcern;
import org.feedbackhub.survey.Surveys;
import org.feedbackhub.survey.TestLinks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.interactions.Actions;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The satisfaction survey (P15), in a real browser and in one that knows nothing but HTML, and what becomes of the answers. */
class SurveyIT {

    private static final CouncilId WEST_LINDSEY = new CouncilId("west-lindsey");
    private static final CouncilId NORTH_KESTEVEN = new CouncilId("north-kesteven");
    private static final String TOPIC = "feedback.survey-answers";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String OUTAGE = "and then the power went";
    private static final int PER_ADDRESS = 100;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> CONCERNS = new CopyOnWriteArrayList<>();

    private static HubUnderTest hub;
    private static Chromium browser;
    private static String axe;

    /** Who looks after concerns, in a hub that falters at some words. */
    @TestConfiguration
    static class Concerned {
        @Bean
        SafeguardingConcern concerned(JdbcClient jdbc) {
            return (feedback, where) -> {
                assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                        .isTrue();
                String words = jdbc.sql("select concern from survey_answer where reference = :reference")
                        .param("reference", feedback.reference().value())
                        .query(String.class)
                        .single();
                if (words.contains(OUTAGE)) {
                    throw new TransientFault("outage", new IOException("outage"));
                }
                CONCERNS.add(where);
            };
        }
    }

    @BeforeAll
    static void start() throws Exception {
        ConfigFolder config = new ConfigFolder();
        Files.writeString(
                Path.of(config.setting().substring("--hub.config=".length()), "survey", "north-kesteven.yaml"),
                """
                heading: Were we any good?
                introduction: Two questions about how we dealt with what you told us.
                questions:
                  - id: good
                    type: choice
                    wording: Were we any good?
                    options: [{ value: "yes", wording: "Yes" }, { value: "no", wording: "No" }]
                  - { id: why, type: text, wording: "Why?", atMost: 40 }
                """);
        hub = HubUnderTest.start(
                Concerned.class,
                config.setting(),
                "--hub.web-form.page-per-address.postings=" + PER_ADDRESS,
                "--hub.web-form.page-per-address.within=1h",
                "--hub.console.users[0].name=dee",
                "--hub.console.users[0].password-hash={noop}let-me-in",
                "--hub.console.users[0].roles=operator,reviewer",
                "--hub.console.users[0].councils=west-lindsey",
                "--hub.console.users[1].name=sam",
                "--hub.console.users[1].password-hash={noop}let-me-in",
                "--hub.console.users[1].roles=safeguarding",
                "--hub.console.users[1].councils=west-lindsey",
                "--hub.console.users[2].name=nora",
                "--hub.console.users[2].password-hash={noop}let-me-in",
                "--hub.console.users[2].roles=operator,safeguarding",
                "--hub.console.users[2].councils=north-kesteven");
        if (Chromium.installed()) {
            try (InputStream script = SurveyIT.class.getResourceAsStream("/axe.min.js")) {
                axe = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
            }
            browser = new Chromium(hub.httpPort());
        }
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        hub.close();
    }

    @Test
    void a_resident_answers_without_scripts_and_case_system_and_console_learn_of_it() throws Exception {
        needsTheBrowser();
        Feedback feedback = recorded(WEST_LINDSEY, "maureen.odowd@example.org");
        double before = figure("hub_survey_answers_total{council=\"west-lindsey\"}");
        withScripts(false);
        browser.open(page(feedback));
        assertThat(main()).contains("How did we deal with your feedback?", "You can answer until");
        assertThat(browser.driver().findElements(By.cssSelector("textarea"))).hasSize(1);
        click("#satisfaction-2");
        click("#ease-4");
        click("#explained-2");
        click("#onTime");
        type("comments", "Ta for the new bin, tho it took 3 calls.\nMaureen, 01427 555 0182");
        withScripts(true);
        accessible("page-filled-in");
        withScripts(false);
        browser.press("main button");
        assertThat(main()).contains("Thank you", "We have your answers");
        withScripts(true);
        accessible("thanks");

        JsonNode told = told(feedback, 1).get(0);
        assertThat(told.path("answers").toString())
                .isEqualTo("{\"satisfaction\":4,\"ease\":2,\"explained\":\"partly\",\"onTime\":\"yes\"}");
        assertThat(told.path("changed").asBoolean()).isFalse();
        assertThat(told.path("comments").asBoolean()).isTrue();
        assertThat(told.path("href").asText())
                .isEqualTo("http://127.0.0.1:8080/console/feedback/" + feedback.reference() + "#survey");
        assertThat(told.toString()).doesNotContain("01427", "Maureen", "maureen", "Ta for");
        assertThat(hub.bean(Surveys.class).answered(feedback.reference())).isTrue();
        assertThat(figure("hub_survey_answers_total{council=\"west-lindsey\"}")).isEqualTo(before + 1);
        assertThat(as("dee").get(story(feedback)).body())
                .contains("What was answered to the survey", "Satisfied", "Partly", "it took 3 calls");
        assertThat(as("nora").get(story(feedback)).statusCode()).isEqualTo(404);
    }

    @Test
    void the_keyboard_is_enough() throws Exception {
        needsTheBrowser();
        Feedback feedback = recorded(WEST_LINDSEY, "keys@example.org");
        browser.open(page(feedback));
        keys(Keys.TAB);
        assertThat(focused()).isEqualTo("Skip to main content");
        keys(Keys.ENTER, Keys.TAB, Keys.SPACE, Keys.ARROW_DOWN, Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB, "all fine");
        keys(Keys.TAB, Keys.TAB);
        assertThat(focused()).isEqualTo("Send your answers");
        keys(Keys.ENTER);
        await().ignoreExceptionsInstanceOf(WebDriverException.class).until(() -> main().contains("Thank you"));

        assertThat(told(feedback, 1).get(0).path("answers").toString()).isEqualTo("{\"satisfaction\":4}");
    }

    @Test
    void mistakes_are_named_and_nothing_that_was_filled_in_is_lost() throws Exception {
        needsTheBrowser();
        Feedback feedback = recorded(WEST_LINDSEY, "mistakes@example.org");
        browser.open(page(feedback));
        click("#ease");
        browser.driver().executeScript("document.getElementById('comments').value = 'x'.repeat(2001)");
        browser.press("main button");

        assertThat(browser.driver().getTitle()).startsWith("Error: ");
        assertThat(browser.driver()
                        .findElement(By.className("govuk-error-summary"))
                        .getText())
                .contains("Select how satisfied you are", "must be 2,000 characters or fewer");
        accessible("errors");
        assertThat(browser.driver().findElement(By.id("ease")).isSelected()).isTrue();
        assertThat(browser.driver().findElement(By.id("comments")).getDomProperty("value"))
                .hasSize(2001);
        click(".govuk-error-summary a");
        assertThat(browser.driver().getCurrentUrl()).endsWith("#satisfaction");
        assertThat(answers(feedback)).isZero();
    }

    @Test
    void pages_of_all_kinds_can_be_used_by_everybody() throws Exception {
        needsTheBrowser();
        Feedback feedback = recorded(WEST_LINDSEY, "everybody@example.org");
        browser.open(page(feedback));
        accessible("page");
        narrow("page-narrow");
        browser.open(page(recorded(NORTH_KESTEVEN, "elsewhere@example.org")));
        assertThat(main()).contains("Were we any good?", "Why?");
        accessible("page-north-kesteven");
        browser.open(optOut(feedback));
        accessible("opt-out");
        browser.press("main button");
        assertThat(main()).contains("You will get no more surveys");
        accessible("opted-out");
        browser.open("/survey/nothing");
        assertThat(main()).contains("This link does not work");
        accessible("no-survey");
        Resident resident = new Resident(hub.httpPort(), page(feedback));
        resident.press(resident.open(), "", Map.of("satisfaction", "1", "comments", "Not a word about why."));
        browser.open(page(feedback));
        assertThat(main()).contains("You have already answered");
        accessible("page-answered");
        browser.signIn("dee", "let-me-in");
        browser.open(story(feedback) + "#survey");
        accessible("story");
        browser.driver().manage().deleteAllCookies();
    }

    @Test
    void to_open_a_link_records_nothing() throws Exception {
        Feedback feedback = recorded(WEST_LINDSEY, "scanner@example.org");
        HttpClient scanner = HttpClient.newHttpClient();
        for (String path : List.of(page(feedback), page(feedback) + "?satisfaction=1", optOut(feedback))) {
            for (String method : List.of("GET", "HEAD")) {
                HttpRequest look = request(path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
                assertThat(scanner.send(look, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200);
            }
        }

        assertThat(answers(feedback)).isZero();
        assertThat(hub.bean(Surveys.class).optedOut(WEST_LINDSEY, new EmailAddress("scanner@example.org")))
                .isFalse();
    }

    @Test
    void answers_can_be_changed_and_what_was_written_is_kept_and_not_shown() throws Exception {
        Feedback feedback = recorded(WEST_LINDSEY, "changes@example.org");
        Resident resident = new Resident(hub.httpPort(), page(feedback));
        resident.press(resident.open(), "", Map.of("satisfaction", "5", "comments", "Quick and kind, thank you"));
        Resident.Page again = resident.open();

        assertThat(again.fields()).containsEntry("satisfaction", "5").containsEntry("comments", "");
        assertThat(again.answer().body()).contains("You have already answered", "we have kept it");
        assertThat(again.answer().body()).doesNotContain("Quick and kind");
        assertThat(resident.press(again, "", Map.of()).text("h1")).isEqualTo("Thank you");
        assertThat(resident.press(again, "", Map.of("satisfaction", "2")).text("h1"))
                .isEqualTo("Thank you");

        List<JsonNode> told = told(feedback, 2);
        assertThat(told).hasSize(2);
        assertThat(told.get(1).path("changed").asBoolean()).isTrue();
        assertThat(told.get(1).at("/answers/satisfaction").asInt()).isEqualTo(2);
        assertThat(told.get(1).path("comments").asBoolean()).isTrue();
        assertThat(answers(feedback)).isOne();
        assertThat(as("dee").get(story(feedback)).body()).contains("Quick and kind", "changed");
    }

    @Test
    void pressing_twice_is_answering_once() throws Exception {
        Feedback feedback = recorded(WEST_LINDSEY, "twice@example.org");
        Resident resident = new Resident(hub.httpPort(), page(feedback));
        Map<String, String> fields = resident.open().fields();
        fields.put("satisfaction", "5");
        fields.put("comments", "Spot on");
        List<Thread> presses = new ArrayList<>();
        List<Integer> answers = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread press = new Thread(() -> {
                try {
                    answers.add(post(page(feedback), FORM, Resident.encoded(fields), resident.cookieHeader())
                            .statusCode());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            presses.add(press);
            press.start();
        }
        for (Thread press : presses) {
            press.join();
        }

        assertThat(answers).containsExactly(200, 200, 200, 200);
        assertThat(answers(feedback)).isOne();
        assertThat(told(feedback, 1)).hasSize(1);
    }

    @Test
    void a_link_that_is_broken_closed_forged_or_of_nothing_says_the_same() throws Exception {
        Feedback feedback = recorded(WEST_LINDSEY, "links@example.org");
        Instant now = Instant.now();
        String reference = feedback.reference().value();
        String good = TestLinks.closing(TestLinks.TRIAL_KEY, reference, now.plusSeconds(60));
        String unknown = Reference.of("WL", new int[] {1, 2, 3, 4, 5, 6, 7}).value();
        List<String> bad = List.of(
                TestLinks.closing(TestLinks.TRIAL_KEY, reference, now.minusSeconds(1)),
                TestLinks.closing("somebody else's key, long enough for all", reference, now.plusSeconds(60)),
                TestLinks.closing(TestLinks.TRIAL_KEY, unknown, now.plusSeconds(60)),
                good.substring(0, good.length() - 2),
                optOut(feedback).replace("/opt-out", ""),
                "/survey/" + reference,
                page(feedback) + "/refused",
                "/survey/opt-out/refused",
                page(feedback).replace("/survey/", "/survey/opt-out/"));
        String said =
                new Resident(hub.httpPort(), "/survey/nothing").open().answer().body();

        Resident resident = new Resident(hub.httpPort(), good);
        Resident.Page open = resident.open();
        assertThat(open.status()).isEqualTo(200);
        for (String path : bad) {
            Resident.Page page = new Resident(hub.httpPort(), path).open();
            assertThat(page.status()).as(path).isEqualTo(404);
            assertThat(page.answer().body()).isEqualTo(said);
        }
        Map<String, String> fields = open.fields();
        fields.put("satisfaction", "1");
        for (String path : bad.subList(0, 6)) {
            HttpResponse<String> answer = post(path, FORM, Resident.encoded(fields), resident.cookieHeader());
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(said);
        }
        assertThat(answers(feedback)).isZero();
    }

    @Test
    void a_link_is_good_until_the_end_of_its_last_day() throws Exception {
        Feedback feedback = recorded(WEST_LINDSEY, "last.day@example.org");
        Resident.Page page = new Resident(hub.httpPort(), page(feedback)).open();
        var last = java.time.LocalDate.now(java.time.ZoneId.of("Europe/London")).plusDays(60);

        assertThat(page.text("main"))
                .contains(java.time.format.DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", java.util.Locale.UK)
                        .format(last));
        assertThat(page(feedback)).as("the same all day").isEqualTo(page(feedback));
    }

    @Test
    void each_council_asks_its_own_questions_and_nothing_else_is_taken() throws Exception {
        Feedback feedback = recorded(NORTH_KESTEVEN, "sleaford@example.org");
        Resident resident = new Resident(hub.httpPort(), page(feedback));
        Resident.Page page = resident.open();

        Resident.Page empty = resident.press(page, "", Map.of("satisfaction", "1", "good", "maybe"));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text(".govuk-error-summary")).contains("Answer at least one question");
        assertThat(resident.press(
                                page, "", Map.of("good", "no", "why", "x\u0000\ud83d\ude00 &<b>", "satisfaction", "1"))
                        .status())
                .isEqualTo(200);

        assertThat(told(feedback, 1).get(0).path("answers").toString()).isEqualTo("{\"good\":\"no\"}");
        assertThat(as("nora").get(story(feedback)).body()).contains("Were we any good?", "&amp;&lt;b&gt;");
        assertThat(as("dee").get(story(feedback)).statusCode()).isEqualTo(404);
    }

    @Test
    void a_mail_program_opts_out_with_one_post_for_the_council_that_sent_it() throws Exception {
        for (String body : List.of(FORM, "multipart/form-data; boundary=b")) {
            String person = "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
            Feedback feedback = recorded(WEST_LINDSEY, "R" + person.substring(1).toUpperCase(java.util.Locale.ROOT));
            String oneClick = body.equals(FORM)
                    ? "List-Unsubscribe=One-Click"
                    : "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
            Surveys surveys = hub.bean(Surveys.class);
            assertThat(surveys.optedOut(WEST_LINDSEY, new EmailAddress(person))).isFalse();

            for (int i = 0; i < 2; i++) {
                HttpResponse<String> answer = post(optOut(feedback), body, oneClick, "");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("no more surveys").doesNotContain(person);
            }

            assertThat(surveys.optedOut(WEST_LINDSEY, new EmailAddress(person))).isTrue();
            assertThat(surveys.optedOut(NORTH_KESTEVEN, new EmailAddress(person)))
                    .isFalse();
            HttpResponse<String> forged = post(optOut(feedback) + "x", FORM, "List-Unsubscribe=One-Click", "");
            assertThat(forged.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_link_from_before_links_named_their_mail_still_opts_the_contact_out() throws Exception {
        Feedback feedback = recorded(WEST_LINDSEY, "of.before@example.org");

        String before = TestLinks.optOutOfBefore(feedback.reference().value());

        assertThat(post(before, FORM, "List-Unsubscribe=One-Click", "").statusCode())
                .isEqualTo(200);
        assertThat(hub.bean(Surveys.class).optedOut(WEST_LINDSEY, new EmailAddress("of.before@example.org")))
                .isTrue();
    }

    @Test
    void a_fault_of_ours_is_told_to_residents_and_at_the_console_with_what_to_do_and_nothing_of_its_cause()
            throws Exception {
        Feedback feedback = recorded(WEST_LINDSEY, "fault@example.org");
        Browser dee = as("dee");
        JdbcClient jdbc = hub.bean(JdbcClient.class);
        jdbc.sql("alter table survey_answer rename to survey_answer_away").update();
        try {
            HttpRequest look =
                    request(page(feedback)).header("Accept", "text/html").build();
            for (HttpResponse<String> answer : List.of(
                    HttpClient.newHttpClient().send(look, HttpResponse.BodyHandlers.ofString()),
                    dee.open(story(feedback)))) {
                assertThat(answer.statusCode()).isEqualTo(500);
                assertThat(answer.body())
                        .contains("Sorry, there is a problem with this page", "Try again", "ring or write")
                        .doesNotContain("survey_answer", "Exception", "org.", "Whitelabel", "timestamp");
                assertThat(answer.headers()
                                .firstValue("Content-Security-Policy")
                                .orElse(""))
                        .contains("default-src 'self'");
            }
            if (browser != null) {
                browser.open(page(feedback));
                assertThat(main()).contains("The fault is ours");
                accessible("fault");
                narrow("fault-narrow");
            }
        } finally {
            jdbc.sql("alter table survey_answer_away rename to survey_answer").update();
        }
        assertThat(dee.get(story(feedback)).statusCode()).isEqualTo(200);
    }

    @Test
    void what_may_tell_of_harm_is_passed_on_at_once_and_kept_from_everybody_else() throws Exception {
        Feedback feedback = recorded(WEST_LINDSEY, "neighbour@example.org");
        Resident resident = new Resident(hub.httpPort(), page(feedback));
        String harm = "My daughter has bruises and is scared of the man at the pool.";
        resident.press(resident.open(), "", Map.of("satisfaction", "3", "comments", harm));

        String where = "/console/feedback/" + feedback.reference() + "#survey";
        assertThat(CONCERNS).containsOnlyOnce(where);
        assertThat(as("dee").get(story(feedback)).body())
                .contains("Neither satisfied", "Only people with the role safeguarding")
                .doesNotContain("bruises");
        assertThat(as("sam").get(story(feedback)).body()).contains("bruises").doesNotContain("Only people with");
        assertThat(as("nora").get(story(feedback)).statusCode()).isEqualTo(404);
        assertThat(told(feedback, 1).get(0).toString()).doesNotContain("bruises", "afeguarding");
        assertThat(hub.bean(FeedbackRecords.class).find(feedback.reference()).orElseThrow())
                .as("nothing else moves")
                .isEqualTo(feedback);

        resident.press(resident.open(), "", Map.of("satisfaction", "4"));
        resident.press(resident.open(), "", Map.of("satisfaction", "4", "comments", "It was nothing."));
        assertThat(CONCERNS).as("raised once").containsOnlyOnce(where);
        assertThat(as("sam").get(story(feedback)).body()).contains("bruises", "It was nothing.");
        assertThat(as("dee").get(story(feedback)).body()).doesNotContain("bruises", "It was nothing.");
    }

    @Test
    void ordinary_words_are_no_concern_and_give_the_safeguarding_officer_no_right() throws Exception {
        Feedback feedback = recorded(WEST_LINDSEY, "ordinary@example.org");
        Resident resident = new Resident(hub.httpPort(), page(feedback));
        resident.press(resident.open(), "", Map.of("satisfaction", "1", "comments", "Rubbish, nobody rang back."));

        assertThat(CONCERNS)
                .noneMatch(where -> where.contains(feedback.reference().value()));
        assertThat(as("dee").get(story(feedback)).body()).contains("nobody rang back");
        assertThat(as("sam").get(story(feedback)).statusCode()).isEqualTo(404);
    }

    @Test
    void what_fails_on_the_way_records_nothing_and_keeps_the_page() throws Exception {
        Feedback feedback = recorded(WEST_LINDSEY, "outage@example.org");
        Resident resident = new Resident(hub.httpPort(), page(feedback));
        String words = "My son was hit at the pool " + OUTAGE;
        Resident.Page down = resident.press(resident.open(), "", Map.of("satisfaction", "1", "comments", words));

        assertThat(down.status()).isEqualTo(503);
        assertThat(down.text(".govuk-notification-banner")).contains("could not save");
        assertThat(down.fields()).containsEntry("comments", words).containsEntry("satisfaction", "1");
        assertThat(answers(feedback)).isZero();
        assertThat(hub.records(TOPIC))
                .noneMatch(record -> record.key().equals(feedback.reference().value()));
    }

    @Test
    void without_the_pages_token_nothing_is_taken_and_nothing_is_lost() throws Exception {
        Feedback feedback = recorded(WEST_LINDSEY, "cookies@example.org");
        Resident resident = new Resident(hub.httpPort(), page(feedback));
        Resident.Page page = resident.open();
        resident.forgetCookies();
        Resident.Page refused = resident.press(page, "", Map.of("satisfaction", "2", "comments", "Still no lid"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(answers(feedback)).isZero();
        assertThat(refused.fields()).containsEntry("comments", "Still no lid").containsEntry("satisfaction", "2");
        assertThat(resident.press(refused, "", Map.of()).text("h1")).isEqualTo("Thank you");
    }

    @Test
    void too_many_from_one_address_are_asked_to_wait() throws Exception {
        Feedback feedback = recorded(WEST_LINDSEY, "flood@example.org");
        Resident resident = new Resident(hub.httpPort(), page(feedback));
        Map<String, String> fields = new HashMap<>(resident.open().fields());
        fields.put("satisfaction", "2");
        String answer = "";
        for (int i = 0; i <= PER_ADDRESS; i++) {
            answer = fromElsewhere(page(feedback), resident.cookieHeader(), Resident.encoded(fields));
            assertThat(answer).startsWith(i < PER_ADDRESS ? "HTTP/1.1 200" : "HTTP/1.1 429");
        }

        assertThat(answer).contains("Please wait a moment");
        assertThat(told(feedback, 1)).as("the same is not told again").hasSize(1);
    }

    @Test
    void the_pages_are_kept_by_nobody_and_give_nothing_away() throws Exception {
        Feedback feedback = recorded(WEST_LINDSEY, "headers@example.org");
        for (String path : List.of(page(feedback), optOut(feedback), "/survey/nothing", "/survey/opt-out/nothing")) {
            Resident.Page page = new Resident(hub.httpPort(), path).open();
            assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(header(page, "X-Robots-Tag")).contains("noindex");
            assertThat(header(page, "Cache-Control")).contains("no-store");
            assertThat(header(page, "Content-Security-Policy"))
                    .contains("default-src 'self'", "frame-ancestors 'none'");
            assertThat(page.answer().headers().allValues("Set-Cookie"))
                    .noneMatch(cookie -> cookie.contains("JSESSIONID"));
            assertThat(page.answer().body())
                    .doesNotContain(feedback.reference().value(), "headers@example.org", "Purple bin");
        }
        assertThat(page(feedback)).doesNotContain(feedback.reference().value(), "headers");
    }

    private static Feedback recorded(CouncilId council, String email) throws Exception {
        Resident resident = new Resident(hub.httpPort(), "/" + council + "/feedback");
        Resident.Page sent = resident.sendOn(
                resident.fillIn(Map.of("message", "Purple bin missed again, " + UUID.randomUUID(), "email", email)));
        return hub.bean(FeedbackRecords.class)
                .find(new Reference(sent.text(".hub-reference")))
                .orElseThrow();
    }

    private static String page(Feedback feedback) {
        return path(hub.bean(Surveys.class).page(feedback));
    }

    /** The link in a survey that went to the contact as it was when this was first asked for. */
    private static String optOut(Feedback feedback) {
        UUID survey = UUID.nameUUIDFromBytes(feedback.reference().value().getBytes(StandardCharsets.UTF_8));
        hub.bean(JdbcClient.class)
                .sql(
                        """
                        insert into notification (id, reference, notification, recipient, variant, state, reason, due_at,
                                                  decided_at, message_id)
                        values (:id, :reference, 'survey', :recipient, 'survey', 'sent', 'due', now(), now(), :id)
                        on conflict do nothing""")
                .param("id", survey)
                .param("reference", feedback.reference().value())
                .param(
                        "recipient",
                        Objects.requireNonNull(feedback.submission().contact().email())
                                .value())
                .update();
        return path(hub.bean(Surveys.class).optOut(feedback, survey));
    }

    private static String path(URI link) {
        assertThat(link.toString()).startsWith("http://127.0.0.1:8080/survey/");
        return link.getRawPath();
    }

    private static String story(Feedback feedback) {
        return "/console/feedback/" + feedback.reference();
    }

    private static int answers(Feedback feedback) {
        return hub.bean(JdbcClient.class)
                .sql("select count(*) from survey_answer where reference = :reference")
                .param("reference", feedback.reference().value())
                .query(Integer.class)
                .single();
    }

    /** What was published of it, at least so much; each is valid. */
    private static List<JsonNode> told(Feedback feedback, int atLeast) throws Exception {
        List<JsonNode> told = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            told.clear();
            for (var record : hub.records(TOPIC)) {
                if (record.key().equals(feedback.reference().value())) {
                    String body = new String(record.value(), StandardCharsets.UTF_8);
                    assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                    .getSchema(Files.readString(
                                            Path.of("config/contracts/survey-answered.v1.schema.json")))
                                    .validate(body, InputFormat.JSON))
                            .isEmpty();
                    assertThat(new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                            .isEqualTo("org.feedbackhub.survey.answered.v1");
                    told.add(new ObjectMapper().readTree(body));
                }
            }
            return told.size() >= atLeast && hub.bean(Outbox.class).waiting() == 0;
        });
        return told;
    }

    private static double figure(String name) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + hub.managementPort() + "/actuator/prometheus"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(0);
    }

    private static Browser as(String name) throws Exception {
        Browser console = new Browser(hub.httpPort());
        console.signIn(name, "let-me-in");
        return console;
    }

    private static String header(Resident.Page page, String name) {
        return page.answer().headers().firstValue(name).orElse("");
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.httpPort() + path));
    }

    /** As a program posts that keeps no cookies but these. */
    private static HttpResponse<String> post(String path, String type, String body, String cookies) throws Exception {
        HttpRequest.Builder request = request(path).header("Content-Type", type);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return HttpClient.newHttpClient()
                .send(
                        request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String fromElsewhere(String path, String cookies, String body) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), hub.httpPort(), InetAddress.getByName("127.0.0.9"), 0)) {
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: " + cookies
                                    + "\r\nContent-Type: " + FORM + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void needsTheBrowser() {
        assumeTrue(
                Chromium.installed(),
                "Chromium is not installed (Debian: chromium chromium-driver), so the pages cannot be tried in it here");
        withScripts(true);
    }

    private static void withScripts(boolean on) {
        browser.driver().executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    }

    private static void click(String selector) {
        browser.driver().findElement(By.cssSelector(selector)).click();
    }

    private static void type(String field, String text) {
        browser.driver().findElement(By.id(field)).sendKeys(text);
    }

    private static void keys(CharSequence... keys) {
        for (CharSequence key : keys) {
            new Actions(browser.driver()).sendKeys(key).perform();
        }
    }

    private static String focused() {
        return browser.driver().switchTo().activeElement().getText();
    }

    private static String main() {
        return browser.driver().findElement(By.tagName("main")).getText();
    }

    private static void accessible(String page) {
        browser.picture("survey-" + page);
        assertThat(browser.barriers(axe)).as("barriers on " + page).isEmpty();
        assertThat(browser.sticksOut()).as("pixels that stick out of " + page).isZero();
    }

    private static void narrow(String page) {
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", 320, "height", 800, "deviceScaleFactor", 2, "mobile", true));
        browser.picture("survey-" + page);
        browser.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
}
