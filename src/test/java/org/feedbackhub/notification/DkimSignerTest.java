package org.feedbackhub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.council.Mailbox.Security;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.mailserver.SmtpSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DkimSignerTest {

    private static final String DOMAIN = "west-lindsey.gov.uk";
    private static final Councils COUNCILS = TestCouncils.read();
    private static final String WORDS = "Dear Ms Zoë O’Hara,\n\n.a line with a dot\nFrom here it goes on  \n"
            + "and a long line ".repeat(100) + "\n\n\n";

    private static KeyPair pair;

    @TempDir
    private Path folder;

    @BeforeAll
    static void key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static DkimSigner signer(CouncilId council, String domain, @Nullable Path file, @Nullable String key) {
        return new DkimSigner(
                new DkimSettings(Map.of(council, new DkimSettings.Key(domain, "hub1", file, key))), COUNCILS);
    }

    private static MimeMessage mail(CouncilId id, @Nullable URI unsubscribe) {
        CouncilProfile council = COUNCILS.get(id);
        return new OutgoingMail(
                        council.sender(),
                        council.sender().address(),
                        new EmailAddress("resident@example.org"),
                        new Templates.Rendered(
                                "Your complaint – Zoë", WORDS, "<p>" + WORDS + "</p>", "en", "<p>" + WORDS + "</p>"),
                        "<a.b@" + DOMAIN + ">",
                        "<1@example.org>",
                        Instant.EPOCH,
                        unsubscribe)
                .toMessage();
    }

    /** As a mail server gets it. */
    private static String received(MimeMessage mail) throws Exception {
        Duration some = Duration.ofSeconds(10);
        try (SmtpSink server = new SmtpSink(0, command -> null)) {
            SmtpSettings settings = new SmtpSettings(
                    "127.0.0.1", server.port(), Security.NONE, false, "", "", null, some, some, some, 1, some, some, 9);
            try (MailConnections connections = new MailConnections(settings, MailConnectionsTest.ANONYMOUS)) {
                connections.send(mail);
            }
            return server.mails().get(0).content();
        }
    }

    /** Checks it as a receiver does, with the public key as the domain name system would tell it. */
    private static List<SignatureRecord> verify(String received) throws Exception {
        String record = "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        return new DKIMVerifier((methods, selector, domain) -> {
                    assertThat(selector + "." + domain).isEqualTo("hub1." + DOMAIN);
                    return List.of(record);
                })
                .verify(new ByteArrayInputStream(received.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void what_a_mail_server_gets_is_signed_for_the_councils_domain() throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), pem(pair));
        MimeMessage mail = signer(TestCouncils.WEST_LINDSEY, DOMAIN, file, null)
                .sign(mail(TestCouncils.WEST_LINDSEY, URI.create("https://feedback.example.org/stop")));

        String received = received(mail);

        List<SignatureRecord> signatures = verify(received);
        assertThat(signatures).hasSize(1);
        assertThat(signatures.get(0).getDToken()).hasToString(DOMAIN);
        assertThat(received).containsOnlyOnce("DKIM-Signature:");
    }

    @Test
    void what_was_changed_on_the_way_does_not_pass() throws Exception {
        String received = received(
                signer(TestCouncils.WEST_LINDSEY, DOMAIN, null, pem(pair).replace("\n", "\\n"))
                        .sign(mail(TestCouncils.WEST_LINDSEY, null)));
        assertThat(verify(received)).hasSize(1);

        assertThatThrownBy(() -> verify(received.replace("a line with a dot", "a line with a spot")))
                .isInstanceOf(FailException.class);
        assertThatThrownBy(() -> verify(received.replaceFirst("Subject: ", "Subject: Re ")))
                .isInstanceOf(FailException.class);
        assertThatThrownBy(() -> verify("From: somebody@example.org\r\n" + received))
                .isInstanceOf(FailException.class);
        assertThatThrownBy(() -> verify("List-Unsubscribe: <https://example.org>\r\n" + received))
                .isInstanceOf(FailException.class);
    }

    @Test
    void a_mail_that_is_tried_again_is_signed_once() throws Exception {
        DkimSigner signer = signer(TestCouncils.WEST_LINDSEY, DOMAIN, null, pem(pair));
        MimeMessage mail = mail(TestCouncils.WEST_LINDSEY, null);

        String received = received(signer.sign(signer.sign(mail)));

        assertThat(verify(received)).hasSize(1);
        assertThat(received).containsOnlyOnce("DKIM-Signature:");
    }

    @Test
    void a_council_without_a_key_sends_unsigned() throws Exception {
        DkimSigner signer = signer(TestCouncils.WEST_LINDSEY, DOMAIN, null, pem(pair));

        assertThat(signer.sign(mail(TestCouncils.NORTH_KESTEVEN, null)).getHeader("DKIM-Signature"))
                .isNull();
    }

    @Test
    void a_key_that_cannot_sign_for_the_council_stops_the_start() throws Exception {
        KeyPairGenerator weak = KeyPairGenerator.getInstance("RSA");
        weak.initialize(1024);
        String weakKey = pem(weak.generateKeyPair());

        refused(() -> signer(new CouncilId("nowhere"), DOMAIN, null, pem(pair)), "nowhere");
        refused(() -> signer(TestCouncils.WEST_LINDSEY, "example.org", null, pem(pair)), "domain");
        refused(() -> signer(TestCouncils.WEST_LINDSEY, DOMAIN, null, null), "key-file");
        refused(() -> signer(TestCouncils.WEST_LINDSEY, DOMAIN, null, "no key"), "PEM");
        refused(() -> signer(TestCouncils.WEST_LINDSEY, DOMAIN, folder.resolve("none.pem"), null), "PEM");
        refused(() -> signer(TestCouncils.WEST_LINDSEY, DOMAIN, null, weakKey), "2048");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable start, String says) {
        assertThatThrownBy(start)
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("hub.dkim.")
                .hasMessageContaining(says);
    }
}
