package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The console in a real browser, with mails that mean harm to it, and with an eye on who cannot see. */
@Tag("browser")
class ChromiumIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final AtomicInteger CONNECTIONS = new AtomicInteger();

    private static HubUnderTest hub;
    private static Chromium browser;
    private static ServerSocket listener;
    private static HostileMail hostile;
    private static String axe;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() throws IOException {
        if (!Chromium.installed()) {
            return;
        }
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread listening = new Thread(ChromiumIT::count, "listener of the hostile mails");
        listening.setDaemon(true);
        listening.start();
        hostile = new HostileMail(listener.getLocalPort());
        try (InputStream script = ChromiumIT.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
        hub = HubUnderTest.start(
                Nothing.class,
                "--hub.console.users[0].name=dee",
                "--hub.console.users[0].password-hash={noop}let-me-in",
                "--hub.console.users[0].roles=operator,safeguarding,reviewer",
                "--hub.console.users[0].councils=west-lindsey,north-kesteven,lgsco-code");
        browser = new Chromium(hub.httpPort());
    }

    @BeforeEach
    void needsTheBrowser() {
        assumeTrue(
                Chromium.installed(),
                "Chromium is not installed (Debian: chromium chromium-driver), so the pages cannot be tried in it here");
        browser.signIn("dee", "let-me-in");
    }

    @AfterAll
    static void stop() throws IOException {
        if (hub != null) {
            browser.close();
            hub.close();
            listener.close();
        }
    }

    @Test
    void a_hostile_mail_does_nothing_while_it_waits() throws Exception {
        UUID id = arrival("spam", hostile.readable(sender(), HubUnderTest.WEST_LINDSEY, "Spam ", true));

        browser.open("/console/quarantine?group=SPAM");
        harmless("quarantine-spam");
        browser.open("/console/quarantine/" + id);
        assertThat(browser.driver().findElement(By.cssSelector(".hub-message")).getText())
                .contains("<script>", "[[${T(java.lang.Runtime)", "__${7*191}__", "onerror=");
        WebElement frame = browser.driver().findElement(By.cssSelector("iframe"));
        assertThat(frame.getDomAttribute("sandbox")).isEmpty();
        browser.driver().executeScript("arguments[0].scrollIntoView()", frame);
        harmless("quarantine-item");
        browser.driver().switchTo().frame(frame);
        assertThat(browser.driver().findElement(By.tagName("b")).getText()).isEqualTo("complain");
        assertThat(browser.driver()
                        .findElements(By.cssSelector("script, svg, iframe, form, a[href], img, meta[http-equiv]")))
                .isEmpty();
        browser.driver().switchTo().defaultContent();
        browser.open("/console/quarantine/" + id + "/html");
        assertThat(browser.dialog()).isFalse();
        browser.picture("quarantine-html");
        nothingWasAskedElsewhere();
    }

    @Test
    void a_hostile_mail_that_cannot_be_read_does_nothing_where_its_beginning_is_shown() throws Exception {
        UUID id = arrival("quarantined", hostile.unreadable(sender(), HubUnderTest.WEST_LINDSEY, "Unreadable "));

        browser.open("/console/quarantine");
        harmless("quarantine");
        browser.open("/console/quarantine/" + id);
        assertThat(browser.driver().findElement(By.cssSelector(".hub-message")).getText())
                .contains("From: =?utf-8?b?");
        harmless("quarantine-item-unreadable");
        browser.press("button.govuk-button--warning");
        assertThat(browser.driver()
                        .findElement(By.cssSelector(".govuk-error-summary"))
                        .getText())
                .contains("Enter why you discard the message");
        harmless("quarantine-item-refused");
        browser.press("form[action$='/release'] button");
        assertThat(browser.driver()
                        .findElement(By.cssSelector(".govuk-notification-banner"))
                        .getText())
                .contains("was recorded as feedback");
        harmless("quarantine-released");
    }

    @Test
    void a_hostile_case_event_does_nothing_where_it_is_looked_at() throws Exception {
        String hostileText = "<script>alert(1)</script><img src=http://127.0.0.1:" + listener.getLocalPort()
                + "/x onerror=alert(2)> ${7*191} __${7*191}__";
        try (KafkaProducer<String, String> caseSystem = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + hub.ports().kafka()),
                new StringSerializer(),
                new StringSerializer())) {
            ProducerRecord<String, String> event = new ProducerRecord<>("cases.events", hostileText, hostileText);
            event.headers().add("ce_type", hostileText.getBytes(StandardCharsets.UTF_8));
            caseSystem.send(event).get();
        }
        UUID id = await().atMost(SOON)
                .until(
                        () -> hub.bean(JdbcClient.class)
                                .sql("select id from dead_letter")
                                .query(UUID.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow();

        browser.open("/console/dead-letters");
        harmless("dead-letters");
        browser.open("/console/dead-letters/" + id);
        assertThat(browser.driver().findElement(By.cssSelector(".hub-message")).getText())
                .contains("<script>", "__${7*191}__");
        harmless("dead-letter");
        browser.press("button.govuk-button--warning");
        assertThat(browser.driver()
                        .findElement(By.cssSelector(".govuk-error-summary"))
                        .getText())
                .contains("Enter why you discard the event");
        harmless("dead-letter-refused");
        nothingWasAskedElsewhere();
    }

    @Test
    void a_hostile_mail_that_became_feedback_does_nothing_where_it_is_found_and_told_of() throws Exception {
        String sender = sender();
        UUID id = arrival("recorded", hostile.readable(sender, HubUnderTest.WEST_LINDSEY, "Complaint ", false));
        String reference = hub.bean(JdbcClient.class)
                .sql("select reference from arrival where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        arrival(
                "follow-up",
                hostile.readable(sender, HubUnderTest.WEST_LINDSEY, "More about " + reference + " ", false));

        browser.open("/console/find");
        browser.driver().findElement(By.id("q")).sendKeys(sender);
        browser.press("main button");
        assertThat(browser.driver().findElement(By.cssSelector(".hub-hit")).getText())
                .contains("<script>", reference);
        assertThat(browser.driver().getCurrentUrl()).endsWith("/console/find");
        harmless("find");
        browser.driver().findElement(By.id("q")).clear();
        browser.driver().findElement(By.id("q")).sendKeys(hostile.payloads().get(2));
        browser.press("main button");
        harmless("find-hostile");
        browser.open("/console/feedback/" + reference);
        assertThat(browser.driver().findElement(By.tagName("main")).getText())
                .contains("<script>", "[[${T(java.lang.Runtime)", "__${7*191}__", "Intent: message");
        harmless("story");
    }

    @Test
    void today_and_sign_in_can_be_used_by_everybody() {
        browser.open("/console");
        harmless("today");
        browser.press(".hub-header__sign-out");
        browser.open("/console/sign-in?error");
        harmless("sign-in");
    }

    @Test
    void notifications_and_templates_can_be_used_by_everybody() throws Exception {
        UUID id = arrival("recorded", hostile.readable(sender(), HubUnderTest.WEST_LINDSEY, "Complaint ", false));
        // what is sent meanwhile would not be held
        UUID notification = await().atMost(SOON)
                .until(
                        () -> hub.bean(JdbcClient.class)
                                .sql(
                                        """
                                        update notification set state = 'held'
                                        where reference = (select reference from arrival where id = :id)
                                          and notification = 'acknowledgement' and state = 'sent'
                                        returning id""")
                                .param("id", id)
                                .query(UUID.class)
                                .optional()
                                .orElse(null),
                        Objects::nonNull);

        browser.open("/console/notifications?state=all");
        harmless("notifications");
        browser.open("/console/notifications?state=failed");
        harmless("notifications-none");
        browser.open("/console/notifications/" + notification);
        browser.driver()
                .executeScript("arguments[0].scrollIntoView()", browser.driver().findElement(By.cssSelector("iframe")));
        harmless("notification");
        browser.driver().switchTo().frame(browser.driver().findElement(By.cssSelector("iframe")));
        assertThat(browser.driver().findElement(By.tagName("main")).getText()).contains("Your reference number is");
        browser.driver().switchTo().defaultContent();
        browser.press("form[action$='/cancel'] button");
        harmless("notification-refused");
        browser.open("/console/templates");
        harmless("templates");
        browser.open("/console/templates/west-lindsey/survey");
        harmless("template");
    }

    private static void harmless(String page) {
        assertThat(browser.dialog()).as("a dialog on " + page).isFalse();
        assertThat(browser.window("canary")).as("a script that ran on " + page).isNull();
        browser.picture(page);
        assertThat(browser.barriers(axe)).as("barriers on " + page).isEmpty();
        assertThat(browser.sticksOut()).as("pixels that stick out of " + page).isZero();
        nothingWasAskedElsewhere();
    }

    private static void nothingWasAskedElsewhere() {
        assertThat(browser.askedElsewhere()).isEmpty();
        assertThat(CONNECTIONS).hasValue(0);
    }

    private static String sender() {
        return "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    }

    /** Delivers the mail and waits for its one new arrival. */
    private static UUID arrival(String outcome, byte[] mail) throws Exception {
        JdbcClient jdbc = hub.bean(JdbcClient.class);
        java.util.List<UUID> before =
                jdbc.sql("select id from arrival").query(UUID.class).list();
        HubUnderTest.deliver(hub.ports().smtp(), sender(), HubUnderTest.WEST_LINDSEY, mail);
        return await().atMost(SOON)
                .until(
                        () -> jdbc
                                .sql("select id from arrival where outcome = :outcome")
                                .param("outcome", outcome)
                                .query(UUID.class)
                                .list()
                                .stream()
                                .filter(id -> !before.contains(id))
                                .toList(),
                        fresh -> fresh.size() == 1)
                .get(0);
    }

    private static void count() {
        while (!listener.isClosed()) {
            try {
                listener.accept().close();
                CONNECTIONS.incrementAndGet();
            } catch (IOException e) {
                return;
            }
        }
    }
}
