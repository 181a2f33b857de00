package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.Intake;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Judgement;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.review.ReviewDesk;
import org.feedbackhub.review.Shown;
import org.feedbackhub.review.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Reviews in a real browser: by the keyboard alone, on a small screen, and with an eye on who cannot see. */
@Tag("browser")
class ReviewByKeyboardIT {

    private static final CouncilId WL = new CouncilId("west-lindsey");
    private static final Instant RECEIVED = Instant.parse("2026-11-16T09:00:00Z");
    private static final String REVIEW = "/console/review";
    private static final String HOSTILE =
            "<script>window.canary = 1</script> ${7*191} __${7*191}__ the bins were late.";

    private static HubUnderTest hub;
    private static Chromium browser;
    private static String axe;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() throws IOException {
        if (!Chromium.installed()) {
            return;
        }
        try (InputStream script = ReviewByKeyboardIT.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
        hub = HubUnderTest.start(
                Nothing.class,
                "--hub.console.users[0].name=rita",
                "--hub.console.users[0].password-hash={noop}let-me-in",
                "--hub.console.users[0].roles=reviewer",
                "--hub.console.users[0].councils=west-lindsey",
                "--hub.console.users[1].name=sam",
                "--hub.console.users[1].password-hash={noop}let-me-in",
                "--hub.console.users[1].roles=reviewer,safeguarding",
                "--hub.console.users[1].councils=west-lindsey");
        browser = new Chromium(hub.httpPort());
    }

    @BeforeEach
    void needsTheBrowser() {
        assumeTrue(
                Chromium.installed(),
                "Chromium is not installed (Debian: chromium chromium-driver), so the pages cannot be tried in it here");
        browser.signIn("rita", "let-me-in");
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            browser.close();
            hub.close();
        }
    }

    @Test
    void a_day_of_reviews_by_the_keyboard_alone() {
        Reference first = unsure(0, HOSTILE);
        Reference second = unsure(1, "The bins were late.\n\nThe lady at the desk was so kind.");
        Reference third = unsure(2, "More about the bins.");
        Reference fourth = unsure(3, "The boy next door is beaten.");
        browser.open(REVIEW);
        fits("review");
        assertThat(shown()).isEqualTo(first.value());

        press("n");
        assertThat(shown()).isEqualTo(second.value());
        browser.open(REVIEW);
        assertThat(shown()).isEqualTo(first.value());

        // typing in a field is typing
        keys("j");
        keys("n2h " + first.value());
        assertThat(focused().getDomProperty("value")).isEqualTo("n2h " + first.value());
        assertThat(shown()).isEqualTo(first.value());
        browser.open(REVIEW);

        keys("2");
        assertThat(checked()).isEqualTo("comment");
        keys("a");
        assertThat(focused().getDomProperty("id")).isEqualTo("area");
        keys("Bins");
        keys(Keys.TAB);
        keys(Keys.SHIFT, Keys.TAB);
        browser.driver().switchTo().activeElement();
        keys("1");
        browser.driver().executeScript("document.activeElement.blur()");
        keys("2");
        press(Keys.ENTER);
        assertThat(banner()).contains(first + " was decided: comment.");
        assertThat(now(first).classification().kind()).isEqualTo(Kind.COMMENT);

        assertThat(shown()).isEqualTo(second.value());
        browser.driver()
                .executeScript(
                        """
                        const text = document.getElementById('message').firstChild;
                        const range = document.createRange();
                        range.setStart(text, text.data.indexOf('The lady'));
                        range.setEnd(text, text.data.length);
                        getSelection().removeAllRanges();
                        getSelection().addRange(range);""");
        keys("s");
        assertThat(focused().getDomProperty("value")).isEqualTo("The lady at the desk was so kind.");
        browser.picture("review-split");
        // four choices, and the button
        keys(Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB);
        assertThat(focused().getText()).isEqualTo("Split");
        press(Keys.ENTER);
        assertThat(banner()).contains(second + " was decided", "Its second part is WL-");

        assertThat(shown()).isEqualTo(third.value());
        keys("j");
        keys(second.value());
        press(Keys.ENTER);
        assertThat(banner()).contains(third + " was joined to " + second);

        assertThat(shown()).isEqualTo(fourth.value());
        press("h");
        assertThat(banner()).contains(fourth + " was marked as telling of harm");
        assertThat(browser.driver().findElement(By.tagName("main")).getText())
                .contains("Nothing waits for your decision")
                .doesNotContain("beaten");
        assertThat(browser.window("canary")).isNull();
        assertThat(browser.askedElsewhere()).isEmpty();
    }

    @Test
    void single_keys_can_be_turned_off_and_a_mistake_is_told_where_it_was_made() {
        Reference one = unsure(10, "A wonder of a park.");
        browser.open(REVIEW + "/" + one);
        browser.driver().findElement(By.cssSelector("label[for=keys]")).click();
        browser.open(REVIEW + "/" + one);
        keys("3");
        keys("h");
        assertThat(now(one).mayTellOfHarm()).isFalse();
        assertThat(browser.driver().findElement(By.id("keys")).isSelected()).isFalse();
        browser.driver().findElement(By.cssSelector("label[for=keys]")).click();

        keys("j");
        keys("WL-1");
        press(Keys.ENTER);
        fits("review-join-refused");
        assertThat(browser.driver()
                        .findElement(By.cssSelector(".govuk-error-summary"))
                        .getText())
                .contains("Enter the whole reference");
        desk().decide(one, Shown.of(now(one)), verdict(Kind.COMPLIMENT), "rita");
    }

    @Test
    void the_pages_of_reviews_can_be_used_by_everybody() {
        for (Kind kind : List.of(Kind.COMPLAINT, Kind.COMPLAINT, Kind.COMMENT)) {
            Reference one = unsure(20, "Something about a park " + UUID.randomUUID());
            desk().decide(one, Shown.of(now(one)), verdict(kind), "bob");
        }
        Reference harm = unsure(21, "He hurts her. " + HOSTILE);
        desk().markSafeguarding(harm, "rita");
        browser.open(REVIEW + "/decisions");
        fits("review-decisions");
        browser.press("form[action$='/agree'] button");
        fits("review-agreed");
        browser.press("form[action$='/disagree'] button");
        fits("review-disagreed");
        browser.open(REVIEW + "/accuracy");
        fits("review-accuracy");
        browser.press(".hub-header__sign-out");
        browser.signIn("sam", "let-me-in");
        browser.open(REVIEW + "/" + harm);
        fits("review-harm");
        browser.press("button[value=release]");
        browser.open("/console/feedback/" + harm);
        fits("review-story");
        browser.open("/console");
        fits("review-today");
        browser.press(".hub-header__sign-out");
    }

    private static ReviewDesk desk() {
        return hub.bean(ReviewDesk.class);
    }

    private static Verdict verdict(Kind kind) {
        return new Verdict(kind, null, EnumSet.noneOf(org.feedbackhub.feedback.Flag.class));
    }

    private static void fits(String page) {
        browser.picture(page);
        assertThat(browser.dialog()).as("a dialog on " + page).isFalse();
        assertThat(browser.window("canary")).as("a script that ran on " + page).isNull();
        assertThat(browser.barriers(axe)).as("barriers on " + page).isEmpty();
        assertThat(browser.sticksOut()).as("pixels that stick out of " + page).isZero();
    }

    private static String shown() {
        return browser.driver().findElement(By.cssSelector("h1 a")).getText();
    }

    private static String banner() {
        return browser.driver()
                .findElement(By.cssSelector(".govuk-notification-banner"))
                .getText();
    }

    private static String checked() {
        return browser.driver()
                .findElement(By.cssSelector("#decide input[name=kind]:checked"))
                .getDomProperty("value");
    }

    private static WebElement focused() {
        return browser.driver().switchTo().activeElement();
    }

    private static void keys(CharSequence... keys) {
        focused().sendKeys(keys);
    }

    /** Presses a key that leads to another page, and waits until that is there. */
    private static void press(CharSequence... keys) {
        WebElement page = browser.driver().findElement(By.tagName("html"));
        keys(keys);
        new WebDriverWait(browser.driver(), java.time.Duration.ofSeconds(60))
                .ignoring(WebDriverException.class)
                .until(driver -> {
                    try {
                        page.isEnabled();
                        return false;
                    } catch (WebDriverException e) {
                        return !driver.findElements(By.tagName("main")).isEmpty()
                                && "complete".equals(browser.driver().executeScript("return document.readyState"));
                    }
                });
    }

    private static Feedback now(Reference reference) {
        return hub.bean(FeedbackRecords.class).find(reference).orElseThrow();
    }

    /** @param after so many minutes after the others, which sets the order */
    private static Reference unsure(int after, String text) {
        try {
            RawItem raw = hub.bean(RawStore.class)
                    .keep(out -> out.write((text + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8)));
            Submission submission = new Submission(
                    WL,
                    Channel.EMAIL,
                    Contact.byEmail("A Resident", new EmailAddress("r@example.org")),
                    null,
                    "A letter",
                    text,
                    text + "\n\n> what was quoted",
                    "en",
                    List.of(),
                    List.of(),
                    List.of(),
                    Set.of(),
                    org.feedbackhub.feedback.Origin.UNKNOWN,
                    Map.of());
            Classification classification = new Classification(
                    Kind.COMPLAINT,
                    List.of(Kind.COMPLAINT),
                    null,
                    Set.of(),
                    0.4,
                    List.of(Reason.rule("a word of anger: \"late\""), Reason.example("like the example about bins")),
                    true,
                    new Judgement(
                            "model-7",
                            List.of(new Judgement.Likely("complaint", 0.4), new Judgement.Likely("comment", 0.31)),
                            List.of()));
            Arrived arrived =
                    new Arrived("test:" + UUID.randomUUID(), WL, Channel.EMAIL, RECEIVED.plusSeconds(60L * after), raw);
            return Objects.requireNonNull(hub.bean(Intake.class)
                    .record(new Finding.Understood(arrived, submission, classification, Intent.MESSAGE))
                    .reference());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
