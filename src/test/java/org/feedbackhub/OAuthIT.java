package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Properties;
import java.util.UUID;
import org.feedbackhub.mailserver.CuttableProxy;
import org.feedbackhub.mailserver.Dovecot;
import org.feedbackhub.mailserver.SmtpDouble;
import org.feedbackhub.mailserver.TokenServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Logins by OAuth2: an authorization server, an IMAP server that asks it about each token, and an SMTP server likewise. */
@ExtendWith(OutputCaptureExtension.class)
@Tag("mailservers")
class OAuthIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ITSELF = HubUnderTest.WEST_LINDSEY;
    private static final String DELEGATED = ConfigFolder.user("delegated");
    private static final String KEY = "a-key-of-more-than-thirty-two-signs";

    private static TokenServer tokens;
    private static Dovecot dovecot;
    private static CuttableProxy line;
    private static SmtpDouble smtp;
    private static HubUnderTest hub;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Dovecot.installed(), "needs root and Debian's dovecot-imapd: apt-get install dovecot-imapd");
        tokens = new TokenServer(ITSELF);

        dovecot = Dovecot.withTokens(tokens.tokenInfo());
        line = new CuttableProxy(dovecot.port());
        smtp = new SmtpDouble(tokens::opens);
        ConfigFolder config = new ConfigFolder()
                .council("west-lindsey", council -> {
                    login((ObjectNode) council.path("mailboxes").get(0))
                            .put("secretExpires", LocalDate.now().plusDays(20).toString());
                    login(ConfigFolder.addMailbox(council, "delegated", line.port()))
                            .put("refreshToken", "${hub.test.refresh-token}");
                })
                .council("north-kesteven", council -> council.putArray("mailboxes"));
        hub = HubUnderTest.start(
                Nothing.class,
                config.setting(),
                "--hub.standalone.mail=false",
                "--hub.imap.port=" + line.port(),
                "--hub.mail-access.key=" + KEY,
                "--hub.test.refresh-token=" + tokens.consent(DELEGATED),
                "--hub.notifications.retry-after=300ms",
                "--hub.smtp.port=" + smtp.port(),
                "--hub.smtp.user=" + ITSELF,
                "--hub.smtp.oauth.token-endpoint=" + tokens.tokenEndpoint(),
                "--hub.smtp.oauth.client-id=" + TokenServer.CLIENT,
                "--hub.smtp.oauth.client-secret=" + TokenServer.SECRET,
                "--hub.smtp.oauth.scope=mail");
    }

    @AfterAll
    static void stop() throws IOException {
        if (hub != null) {
            hub.close();
            line.close();
            dovecot.close();
            smtp.close();
            tokens.close();
        }
    }

    @Test
    void mail_is_read_and_answered_by_token() throws Exception {
        String resident = resident();
        dovecot.deliver(ITSELF, "", mail(resident));

        await().atMost(SOON)
                .until(() -> smtp.mails().stream().anyMatch(mail -> mail.to().equals(resident)));

        assertThat(dovecot.count(ITSELF, "Processed")).isPositive();
    }

    @Test
    void a_token_that_is_none_opens_nothing() throws Exception {
        assertThatThrownBy(() -> open("access-" + UUID.randomUUID())).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void one_token_is_enough_for_many_connections() throws Exception {
        answered();
        int grants = tokens.grants().size();
        for (int i = 0; i < 3; i++) {
            int connections = line.connections().size();
            line.cut();
            await().atMost(SOON).until(() -> line.connections().size() > connections);
        }
        answered();

        assertThat(tokens.grants()).hasSize(grants);
    }

    @Test
    void a_token_that_was_withdrawn_is_replaced_for_reading_and_for_sending() throws Exception {
        answered();
        int refusals = smtp.refusals();
        tokens.withdrawAll();
        line.cut();
        smtp.cut();

        answered();

        assertThat(smtp.refusals()).isGreaterThan(refusals);
    }

    @Test
    void a_refresh_token_that_was_replaced_is_kept_encrypted_and_used_after_a_restart() throws Exception {
        read(DELEGATED);
        tokens.withdrawAll();
        line.cut();
        read(DELEGATED);
        hub.restart();
        read(DELEGATED);

        assertThat(tokens.grants())
                .doesNotContain("refused")
                .filteredOn("refresh_token"::equals)
                .hasSizeGreaterThanOrEqualTo(3);
        String kept = new String(
                hub.bean(JdbcClient.class)
                        .sql("select token from refresh_token where login = 'delegated'")
                        .query(byte[].class)
                        .single(),
                StandardCharsets.ISO_8859_1);
        assertThat(kept).doesNotContain("refresh-").isNotBlank();
    }

    @Test
    void a_refresh_token_that_is_configured_anew_takes_the_place_of_the_kept_one() throws Exception {
        read(DELEGATED);
        String before = configured();
        hub.restart("--hub.test.refresh-token=" + tokens.consent(DELEGATED));
        read(DELEGATED);

        assertThat(configured()).isNotEqualTo(before);
        assertThat(tokens.grants()).doesNotContain("refused");
    }

    @Test
    void a_secret_that_expires_soon_shows_and_takes_nothing_down() throws Exception {
        HttpResponse<String> health = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + hub.managementPort() + "/actuator/health/operations"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(health.body()).contains("EXPIRING", "west-lindsey-experience", "expires on");
        assertThat(health.body()).doesNotContain("\"status\":\"DOWN\"");
        assertThat(health.statusCode()).isEqualTo(200);
    }

    @Test
    void no_secret_and_no_address_is_told_to_the_log(CapturedOutput output) throws Exception {
        String resident = resident();
        dovecot.deliver(ITSELF, "", mail(resident));
        await().atMost(SOON)
                .until(() -> smtp.mails().stream().anyMatch(mail -> mail.to().equals(resident)));

        assertThat(output.getAll()).contains("event=").doesNotContain(tokens.secrets());
        assertThat(output.getAll()).doesNotContain(KEY, resident);
    }

    private static ObjectNode login(ObjectNode mailbox) {
        mailbox.remove("password");
        return mailbox.putObject("oauth")
                .put("tokenEndpoint", tokens.tokenEndpoint().toString())
                .put("clientId", TokenServer.CLIENT)
                .put("clientSecret", TokenServer.SECRET)
                .put("scope", "mail");
    }

    /** A mail to the hub's own mailbox is read and answered. */
    private static void answered() throws Exception {
        String resident = resident();
        dovecot.deliver(ITSELF, "", mail(resident));
        await().atMost(SOON)
                .until(() -> smtp.mails().stream().anyMatch(mail -> mail.to().equals(resident)));
    }

    private static void read(String user) throws Exception {
        long before = dovecot.count(user, "Processed");
        dovecot.deliver(user, "", mail(resident()));
        await().atMost(SOON).until(() -> dovecot.count(user, "Processed") == before + 1);
    }

    private static String configured() {
        return hub.bean(JdbcClient.class)
                .sql("select configured from refresh_token where login = 'delegated'")
                .query(String.class)
                .single();
    }

    private static void open(String token) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.imap.auth.mechanisms", "XOAUTH2");
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", dovecot.port(), ITSELF, token);
        }
    }

    private static String resident() {
        return "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    }

    private static byte[] mail(String from) {
        return ("From: A Resident <" + from + ">\r\nTo: " + ITSELF + "\r\nSubject: Bins\r\nMessage-ID: <"
                        + UUID.randomUUID() + "@example.org>\r\n\r\n"
                        + "I wish to complain. My black bin was missed again and nobody has replied.\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
