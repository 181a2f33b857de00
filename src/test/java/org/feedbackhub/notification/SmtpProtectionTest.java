package org.feedbackhub.notification;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.council.Mailbox.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpProtectionTest {

    private static void check(String host, Security security, boolean unprotected) {
        Duration some = Duration.ofSeconds(1);
        SmtpProtection.check(
                new SmtpSettings(host, 25, security, unprotected, "", "", null, some, some, some, 1, some, some, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.council.example", "192.0.2.1", "127.0.0.1.council.example", "localhost.example"})
    void another_machine_is_sent_to_under_tls_only(String host) {
        assertThatThrownBy(() -> check(host, Security.NONE, false))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("hub.smtp.security")
                .hasMessageContaining("hub.smtp.unprotected");
        assertThatCode(() -> check(host, Security.STARTTLS, false)).doesNotThrowAnyException();
        assertThatCode(() -> check(host, Security.TLS, false)).doesNotThrowAnyException();
    }

    @Test
    void unless_somebody_says_plainly_that_it_need_not_be() {
        assertThatCode(() -> check("mail.council.example", Security.NONE, true)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void this_machine_needs_none(String host) {
        assertThatCode(() -> check(host, Security.NONE, false)).doesNotThrowAnyException();
    }
}
