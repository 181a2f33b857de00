package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.policy.Clause;
import org.feedbackhub.webform.Postings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.interactions.Actions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The forms for residents and for the contact centre, in a real browser and in one that knows nothing but HTML. */
@Tag("browser")
class WebFormPagesIT {

    private static final String FORM = "/west-lindsey/feedback";
    private static final String PHONE = FORM + "/phone";
    private static final Duration NOT_BEFORE = Duration.ofSeconds(2);
    private static final int PER_ADDRESS = 60;

    private static HubUnderTest hub;
    private static Chromium browser;
    private static String axe;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        hub = HubUnderTest.start(
                Mistakes.class,
                "--hub.web-form.page-not-before=" + NOT_BEFORE.toSeconds() + "s",
                "--hub.web-form.limits.file-size=1MB",
                "--hub.web-form.limits.body=3MB",
                "--hub.web-form.limits.files=3",
                "--hub.web-form.page-per-address.postings=" + PER_ADDRESS,
                "--hub.web-form.page-per-address.within=1h",
                "--hub.console.users[0].name=priya",
                "--hub.console.users[0].password-hash={noop}let-me-in",
                "--hub.console.users[0].roles=phone-agent",
                "--hub.console.users[0].councils=west-lindsey",
                "--hub.console.users[1].name=dee",
                "--hub.console.users[1].password-hash={noop}let-me-in",
                "--hub.console.users[1].roles=operator,reviewer",
                "--hub.console.users[1].councils=west-lindsey");
        if (Chromium.installed()) {
            try (InputStream script = WebFormPagesIT.class.getResourceAsStream("/axe.min.js")) {
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

    private static void needsTheBrowser() {
        assumeTrue(
                Chromium.installed(),
                "Chromium is not installed (Debian: chromium chromium-driver), so the pages cannot be tried in it here");
        withScripts(true);
    }

    @Test
    @Clause("P1")
    void a_resident_fills_in_checks_changes_and_sends_and_reads_the_reference_and_the_dates() throws Exception {
        needsTheBrowser();
        Path photo = Files.writeString(folder.resolve("skip lane, 14 nov.txt"), "sofa, two mattresses, a fridge");
        withScripts(false);
        browser.open(FORM);
        type(
                "message",
                "Theres been a sofa and 2 matresses dumped at the end of Skip Lane for three weeks now. I have rang twice and nobody comes.\nAbsolutely fed up of it.");
        browser.driver().findElement(By.cssSelector("#kind-3")).click();
        browser.driver()
                .findElement(By.cssSelector("#serviceArea option[value=street-cleansing]"))
                .click();
        browser.driver()
                .findElement(By.id("files"))
                .sendKeys(photo.toAbsolutePath().toString());
        type("name", "Maureen O’Dowd");
        type("email", "maureen.odowd@example.org");
        type("postcode", "dn21 3qt");
        withScripts(true);
        accessible("form-filled-in");
        withScripts(false);
        await().pollDelay(NOT_BEFORE).until(() -> true);
        browser.press("button[value=check]");

        assertThat(main()).contains("matresses", "skip lane, 14 nov.txt", "A complaint", "Litter", "Maureen O’Dowd");
        browser.press("button[formaction$='#phone']");
        assertThat(browser.driver().getCurrentUrl()).endsWith(FORM + "#phone");
        assertThat(browser.driver().findElement(By.id("message")).getDomProperty("value"))
                .endsWith("Absolutely fed up of it.");
        assertThat(main()).contains("Take out skip lane, 14 nov.txt (1 KB)");
        type("phone", "01427 555 0182");
        browser.press("button[value=check]");
        withScripts(true);
        accessible("check");
        withScripts(false);
        browser.press("button[value=send]");
        withScripts(true);
        accessible("sent");

        String reference =
                browser.driver().findElement(By.className("hub-reference")).getText();
        assertThat(main()).contains("What happens next", "by ");
        assertThat(browser.driver().getCurrentUrl()).endsWith(FORM);
        JsonNode state = state(reference);
        assertThat(state.at("/submission/channel").asText()).isEqualTo("web-form");
        assertThat(state.at("/submission/text").asText()).contains("nobody comes.\nAbsolutely");
        assertThat(state.at("/submission/contact/email").asText()).isEqualTo("maureen.odowd@example.org");
        assertThat(state.at("/submission/contact/phone").asText()).isEqualTo("01427 555 0182");
        assertThat(state.at("/submission/details/serviceArea").asText()).isEqualTo("street-cleansing");
        assertThat(state.at("/submission/doubts")).isEmpty();
        assertThat(state.at("/submission/attachments/0/name").asText()).isEqualTo("skip lane, 14 nov.txt");
        assertThat(state.at("/submission/attachments/0/mediaType").asText()).isEqualTo("text/plain");
    }

    @Test
    void every_mistake_is_told_beside_its_field_and_at_the_top_and_nothing_typed_is_lost() throws Exception {
        needsTheBrowser();
        Path large = Files.write(folder.resolve("field video.mp4"), new byte[1_200_000]);
        browser.open(FORM);
        type("email", "gary at example");
        browser.driver()
                .findElement(By.id("files"))
                .sendKeys(large.toAbsolutePath().toString());
        browser.driver().findElement(By.id("preferredContact-2")).click();
        type("reference", "WL-1234-5678");
        type("accessibilityNeeds", "x".repeat(2001));
        browser.press("button[value=check]");

        assertThat(browser.driver().getTitle()).startsWith("Error: ");
        for (String field : List.of("message", "files", "email", "phone", "reference", "accessibilityNeeds")) {
            assertThat(browser.driver().findElements(By.cssSelector(".govuk-error-summary a[href='#" + field + "']")))
                    .as(field)
                    .hasSize(1);
            assertThat(browser.driver().findElements(By.id(field))).as(field).hasSize(1);
            assertThat(browser.driver().findElement(By.id(field + "-error")).getText())
                    .as(field)
                    .isNotBlank();
            assertThat(browser.driver().findElement(By.id(field)).getDomAttribute("aria-describedby"))
                    .contains(field + "-error");
        }
        assertThat(main()).contains("field video.mp4 is too large");
        assertThat(browser.driver().findElement(By.id("email")).getDomProperty("value"))
                .isEqualTo("gary at example");
        accessible("errors");
    }

    @Test
    void the_status_of_mistakes_is_422_and_of_files_that_are_too_many_as_well() throws Exception {
        Resident resident = resident();
        Resident.Page form = resident.open();
        StringBuilder body = new StringBuilder();
        form.fields().forEach((name, value) -> body.append(part("\"" + name + "\"", value)));
        body.append(part("\"message\"", "The allotments at Foxby Hill look a treat this year"));
        for (int i = 0; i < 4; i++) {
            body.append(part("\"files\"; filename=\"plot " + i + ".txt\"", "leeks " + i));
        }
        Resident.Page many = resident.post("multipart/form-data; boundary=b", body + "--b--\r\n");

        assertThat(resident.fillIn(Map.of()).status()).isEqualTo(422);
        assertThat(many.status()).isEqualTo(422);
        assertThat(many.text("#files-error")).contains("up to 3 files");
        assertThat(many.html().select("input[name=kept]")).hasSize(4);
    }

    @Test
    void the_keyboard_alone_is_enough() {
        needsTheBrowser();
        browser.open(FORM);
        keys(Keys.TAB);
        assertThat(focused()).contains("Skip to main content");
        keys(
                Keys.TAB,
                "Lovely to see the wildflowers back on the verge by the rec, well done to whoever planted them!");
        // the radios, the area, the files, the name
        keys(Keys.TAB, Keys.SPACE, Keys.TAB, Keys.TAB, Keys.TAB, "Tom, age 9", Keys.ENTER);
        await().ignoreExceptionsInstanceOf(WebDriverException.class).until(() -> main().contains("Check your answers"));
        assertThat(main()).contains("wildflowers", "A compliment", "Tom, age 9", "cannot send you an answer");
        accessible("check-anonymous");
        for (int i = 0; i < 40 && !focused().equals("Send your feedback"); i++) {
            keys(Keys.TAB);
        }
        keys(Keys.ENTER);
        await().ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> main().contains("We have your feedback"));
        accessible("sent-anonymous");
    }

    @Test
    void pages_of_all_kinds_can_be_used_by_everybody() throws Exception {
        needsTheBrowser();
        browser.open(FORM);
        accessible("form");
        browser.open("/north-kesteven/feedback");
        accessible("form-north-kesteven");
        assertThat(main()).contains("rent your home from the council");
        browser.open("/atlantis/feedback");
        accessible("no-council");
        Path first = Files.write(folder.resolve("a.bin"), new byte[4_000_000]);
        browser.open(FORM);
        browser.driver()
                .findElement(By.id("files"))
                .sendKeys(first.toAbsolutePath().toString());
        type("message", "Photos of the flooding on Bridge Street");
        browser.press("button[value=check]");
        assertThat(main()).contains("each must be smaller than 1 MB, and all of them together smaller than 3 MB");
        assertThat(browser.driver().findElement(By.id("message")).getDomProperty("value"))
                .isEqualTo("Photos of the flooding on Bridge Street");
        accessible("too-large");
    }

    @Test
    void the_same_page_sent_twice_is_one_feedback_and_another_text_is_not_swallowed() throws Exception {
        Resident resident = resident();
        Resident.Page check = resident.fillIn(Map.of(
                "message",
                "My dad (84) was charged twice for his garden waste sticker, please can someone look into it?",
                "email",
                "kasia.w@example.org"));
        Resident.Page sent = resident.sendOn(check);
        Resident.Page again = resident.sendOn(check);
        Resident.Page other =
                resident.press(check, "send", Map.of("message", "Sorted now, thankyou for the quick refund"));

        String reference = reference(sent);
        assertThat(reference(again)).isEqualTo(reference);
        assertThat(other.text(".govuk-notification-banner")).contains("already sent", reference);
        assertThat(reference(resident.sendOn(other))).isNotEqualTo(reference);
    }

    @Test
    void who_fills_in_the_trap_or_is_too_fast_is_looked_at_and_not_lost() throws Exception {
        Resident resident = resident();
        Resident.Page fast =
                resident.sendOn(resident.fillIn(Map.of("message", "Cheap roofing in Gainsborough call now")));
        Resident.Page slow = resident.fillIn(Map.of(
                "message",
                "the toilets in the market place were spotless, thank u",
                "homepage",
                "https://example.org"));
        await().pollDelay(NOT_BEFORE).until(() -> true);
        Resident.Page trapped = resident.sendOn(slow);

        assertThat(state(reference(fast)).at("/submission/doubts").toString()).contains("faster than people do");
        assertThat(state(reference(fast)).at("/classification/forReview").asBoolean())
                .isTrue();
        assertThat(state(reference(trapped)).at("/submission/doubts").toString())
                .contains("trap was filled in")
                .doesNotContain("faster");
        Finding reread = hub.bean(Postings.class).reread(arrived(reference(trapped)));
        assertThat(((Finding.Written) reread).submission().doubts()).contains("the form's trap was filled in");
        assertThat(((Finding.Written) reread).submission().text()).contains("spotless");
    }

    @Test
    void a_page_without_its_token_is_not_taken_and_comes_back_with_all_that_was_written() throws Exception {
        Resident resident = resident();
        Resident.Page form = resident.open();
        resident.forgetCookies();
        Resident.Page refused = resident.press(form, "check", Map.of("message", "Wheres my brown bin?? Middle Rasen"));
        Resident.Page wrong = resident.press(refused, "check", Map.of("_csrf", "made-up"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.fields()).containsEntry("message", "Wheres my brown bin?? Middle Rasen");
        assertThat(resident.press(wrong, "check", Map.of()).text("h1")).contains("Check your answers");
    }

    @Test
    void nothing_can_be_made_up_in_hidden_fields() throws Exception {
        Resident resident = resident();
        Resident.Page check = resident.fillIn(Map.of("message", "Street light 14 on Ropery Road flickers all night"));
        Resident.Page forged =
                resident.press(check, "send", Map.of("stamp", check.fields().get("stamp") + "A"));
        Resident.Page foreign = resident.press(check, "send", Map.of("kept", "YWJj.YWJj"));

        assertThat(forged.text("h1")).contains("Check your answers");
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.text("#files-error")).contains("Choose your files again");
    }

    @Test
    void an_outage_keeps_the_page_and_what_fails_by_itself_is_kept_for_a_person() throws Exception {
        Resident resident = resident();
        Resident.Page down = resident.sendOn(
                resident.fillIn(Map.of("message", "During the " + Mistakes.OUTAGE + " your phone line just rang out")));
        Resident.Page aside = resident.sendOn(
                resident.fillIn(Map.of("message", "Is the " + Mistakes.POISON + " by the school safe for hedgehogs?")));

        assertThat(down.status()).isEqualTo(503);
        assertThat(down.fields())
                .containsEntry("message", "During the " + Mistakes.OUTAGE + " your phone line just rang out");
        assertThat(down.text(".govuk-notification-banner")).contains("could not save");
        assertThat(aside.status()).isEqualTo(200);
        assertThat(aside.text("h1")).isEqualTo("We have your feedback");
        assertThat(aside.html().select(".hub-reference")).isEmpty();
    }

    @Test
    @Clause("P14")
    void more_joins_by_reference_and_postcode_and_the_page_never_tells_whether_a_reference_exists() throws Exception {
        Resident resident = resident();
        String reference = reference(resident.sendOn(resident.fillIn(
                Map.of("message", "Blue bin lid snapped off by the wagon on Friday", "postcode", "LN8 3EH"))));
        Resident.Page joined = resident.sendOn(resident.fillIn(
                Map.of("message", "still no lid, its full of rain", "reference", reference, "postcode", "ln83eh")));
        Resident.Page stranger = resident.sendOn(resident.fillIn(
                Map.of("message", "what happened about this", "reference", reference, "postcode", "NG34 7EF")));

        assertThat(reference(joined)).isEqualTo(reference);
        assertThat(reference(stranger)).isNotEqualTo(reference);
        assertThat(stranger.text("main").replaceAll("WL-\\S+", "").replaceAll("\\w+ \\d+ \\w+ \\d{4}", ""))
                .startsWith(joined.text("main").replaceAll("WL-\\S+", "").substring(0, 60));
        assertThat(state(reference(stranger)).at("/classification/forReview").asBoolean())
                .isTrue();
    }

    @Test
    void too_many_from_one_address_are_asked_to_wait_and_keep_what_they_wrote() throws Exception {
        Resident resident = resident();
        Map<String, String> fields = resident.open().fields();
        fields.put("message", "Bus shelter glass smashed again");
        fields.put("go", "check");
        String answer = "";
        for (int i = 0; i <= PER_ADDRESS; i++) {
            answer = fromElsewhere(resident.cookieHeader(), Resident.encoded(fields));
            assertThat(answer).startsWith(i < PER_ADDRESS ? "HTTP/1.1 200" : "HTTP/1.1 429");
        }
        assertThat(answer).contains("Please wait a moment", "Bus shelter glass smashed again");
    }

    @Test
    @Clause("P1")
    void the_contact_centre_takes_a_call_down_with_the_keyboard_and_reads_out_the_reference() throws Exception {
        needsTheBrowser();
        browser.driver().manage().deleteAllCookies();
        browser.open(PHONE);
        assertThat(browser.driver().getCurrentUrl()).endsWith("/console/sign-in");
        browser.driver().findElement(By.id("username")).sendKeys("priya");
        browser.driver().findElement(By.id("password")).sendKeys("let-me-in");
        browser.press("main button");
        await().until(() -> browser.driver().getCurrentUrl().contains(PHONE));
        accessible("phone");
        keys("Caller says the warden at the car park was rude to her and her mother, who has a blue badge.");
        keys(Keys.TAB, Keys.ARROW_RIGHT, Keys.TAB, Keys.TAB, Keys.TAB, "Mrs Adeyemi", Keys.ENTER);
        await().ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> main().contains("Read out this reference"));
        accessible("phone-sent");
        assertThat(focused()).contains("Next call");

        JsonNode state = state(
                browser.driver().findElement(By.className("hub-reference")).getText());
        assertThat(state.at("/submission/channel").asText()).isEqualTo("face-to-face");
        assertThat(state.at("/submission/takenBy").asText()).isEqualTo("priya");
        assertThat(state.at("/submission/contact/name").asText()).isEqualTo("Mrs Adeyemi");
        assertThat(state.at("/submission/doubts")).isEmpty();
        browser.open(PHONE);
        keys("Bus stop sign is down at Hackthorn");
        browser.driver().manage().deleteAllCookies();
        browser.press("main button");
        assertThat(main()).contains("You have been signed out").doesNotContain("Hackthorn");
        accessible("phone-signed-out");
    }

    @Test
    void a_call_that_was_taken_down_outlives_the_session_and_is_saved_once() throws Exception {
        Resident agent = new Resident(hub.httpPort(), PHONE);
        agent.signIn("priya", "let-me-in");
        Resident.Page form = agent.open();
        agent.forgetCookies();
        Map<String, String> call =
                Map.of("message", "Mr Hodge: step at the baths is loose, his wife tripped", "name", "Ken Hodge");
        Resident.Page out = agent.press(form, "", call);
        Resident.Page stillOut = agent.press(out, "", Map.of());
        agent.signIn("priya", "let-me-in");
        Resident.Page back = agent.press(stillOut, "", Map.of());
        Resident.Page saved = agent.press(back, "", Map.of());
        Resident.Page again = agent.press(back, "", Map.of());

        assertThat(out.status()).isEqualTo(401);
        assertThat(out.text("h1")).isEqualTo("You have been signed out");
        assertThat(out.text("main")).doesNotContain("Hodge");
        assertThat(out.html().select("main a").attr("href")).isEqualTo(PHONE + "/signed-in");
        assertThat(stillOut.status()).isEqualTo(401);
        assertThat(back.text(".govuk-notification-banner")).contains("not been saved yet");
        assertThat(back.fields()).containsAllEntriesOf(call);
        assertThat(reference(again)).isEqualTo(reference(saved));
        assertThat(state(reference(saved)).at("/submission/takenBy").asText()).isEqualTo("priya");
    }

    @Test
    void a_call_without_its_token_comes_back_and_is_not_for_those_who_take_no_calls() throws Exception {
        Resident agent = new Resident(hub.httpPort(), PHONE);
        agent.signIn("priya", "let-me-in");
        Resident.Page form = agent.open();
        Map<String, String> forged = Map.of("message", "Bench at the war memorial", "_csrf", "made-up");
        Resident.Page refused = agent.press(form, "", forged);
        Resident reviewer = new Resident(hub.httpPort(), PHONE);
        reviewer.signIn("dee", "let-me-in");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.fields()).containsEntry("message", "Bench at the war memorial");
        assertThat(agent.press(refused, "", Map.of()).text("h1")).isEqualTo("Read out this reference");
        assertThat(reviewer.press(form, "", forged).text("h1")).isEqualTo("You have been signed out");
        assertThat(new Resident(hub.httpPort(), PHONE + "/refused").open().status())
                .isEqualTo(404);
        assertThat(new Resident(hub.httpPort(), PHONE + "/signed-in").open().status())
                .isEqualTo(302);
    }

    @Test
    void files_that_are_too_large_to_be_read_leave_what_was_typed_on_the_page() throws Exception {
        Resident agent = new Resident(hub.httpPort(), PHONE);
        agent.signIn("priya", "let-me-in");
        for (Resident person : List.of(agent, resident())) {
            StringBuilder body = new StringBuilder();
            body.append(part("\"files\"; filename=\"video.mp4\"", "x".repeat(4_000_000)));
            Map<String, String> fields = person.open().fields();
            fields.put("message", "Drain by the Co-op – blocked again\r\nsince Sunday");
            fields.forEach((name, value) -> body.append(part("\"" + name + "\"", value)));
            Resident.Page large = person.post("multipart/form-data; boundary=b", body + "--b--\r\n");

            assertThat(large.status()).isEqualTo(413);
            assertThat(large.text(".govuk-error-summary")).contains("smaller than 1 MB", "together smaller than 3 MB");
            assertThat(large.fields().get("message")).isEqualTo("Drain by the Co-op – blocked again\nsince Sunday");
        }
    }

    @Test
    void the_page_of_the_contact_centre_is_for_those_who_take_calls_for_the_council() throws Exception {
        Browser agent = new Browser(hub.httpPort());
        agent.signIn("priya", "let-me-in");
        Browser reviewer = new Browser(hub.httpPort());
        reviewer.signIn("dee", "let-me-in");

        assertThat(agent.get(PHONE).statusCode()).isEqualTo(200);
        assertThat(agent.get("/north-kesteven/feedback/phone").statusCode()).isEqualTo(403);
        assertThat(reviewer.get(PHONE).statusCode()).isEqualTo(403);
        assertThat(agent.press(PHONE, PHONE, "message", "", "takenBy", "somebody else")
                        .statusCode())
                .isEqualTo(422);
        assertThat(new Resident(hub.httpPort(), PHONE).open().status()).isEqualTo(302);
    }

    @Test
    void the_pages_say_how_they_may_be_used_and_the_console_stays_closed() throws Exception {
        Resident resident = resident();
        Resident.Page form = resident.open();
        Resident.Page check = resident.fillIn(Map.of("message", "Ta for gritting our lane", "name", "Bev"));

        assertThat(form.answer().headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(form.answer().headers().firstValue("Set-Cookie").orElse(""))
                .contains("HttpOnly", "SameSite=Lax")
                .startsWith("feedback-form=");
        assertThat(check.answer().headers().firstValue("Cache-Control").orElse(""))
                .contains("no-store");
        assertThat(check.answer().headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("JSESSIONID"));
        assertThat(new Resident(hub.httpPort(), FORM + "/colours.css")
                        .open()
                        .answer()
                        .body())
                .contains("background: #");
        assertThat(new Resident(hub.httpPort(), "/atlantis/feedback").open().status())
                .isEqualTo(404);
        assertThat(new Resident(hub.httpPort(), FORM + "/refused").open().status())
                .isEqualTo(404);
        for (String closed : List.of("/console/feedback", "/console/feedback/phone", "/console/feedback/colours.css")) {
            assertThat(new Resident(hub.httpPort(), closed).open().status())
                    .as(closed)
                    .isEqualTo(302);
        }
    }

    private static Resident resident() {
        return new Resident(hub.httpPort(), FORM);
    }

    private static String part(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\n" + value + "\r\n";
    }

    private static String fromElsewhere(String cookies, String body) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), hub.httpPort(), InetAddress.getByName("127.0.0.9"), 0)) {
            socket.getOutputStream()
                    .write(("POST " + FORM + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: " + cookies
                                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void withScripts(boolean on) {
        browser.driver().executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
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
        browser.picture("web-form-" + page);
        assertThat(browser.barriers(axe)).as("barriers on " + page).isEmpty();
        assertThat(browser.sticksOut()).as("pixels that stick out of " + page).isZero();
    }

    private static String reference(Resident.Page page) {
        assertThat(page.status()).isEqualTo(200);
        String reference = page.text(".hub-reference");
        assertThat(reference).startsWith("WL-");
        return reference;
    }

    private static JsonNode state(String reference) throws Exception {
        return new ObjectMapper()
                .readTree(hub.bean(JdbcClient.class)
                        .sql("select state from feedback where reference = :reference")
                        .param("reference", reference)
                        .query(String.class)
                        .single());
    }

    private static Arrived arrived(String reference) {
        return hub.bean(JdbcClient.class)
                .sql("select source, received_at, sha256, size from arrival where reference = :reference")
                .param("reference", reference)
                .query((row, number) -> new Arrived(
                        row.getString("source"),
                        new CouncilId("west-lindsey"),
                        Channel.WEB_FORM,
                        row.getTimestamp("received_at").toInstant(),
                        new RawItem(row.getString("sha256"), row.getLong("size"))))
                .single();
    }
}
