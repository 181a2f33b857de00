package org.feedbackhub.mailaccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.council.OAuthLogin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretExpiryTest {

    private static final InstantSource FIRST_OF_JUNE = InstantSource.fixed(Instant.parse("2026-06-01T09:00:00Z"));

    @ParameterizedTest(name = "on 1 June one that expires on {0} is {1}")
    @CsvSource({"2026-06-30, UP", "2026-06-29, EXPIRING", "2026-06-02, EXPIRING", "2026-06-01, DOWN", "2026-01-01, DOWN"
    })
    void a_secret_shows_weeks_before_it_expires(LocalDate expires, String status) {
        MailLogins logins = logins(true);
        logins.of("lasting", "a@example.org", null, login(null, null));
        logins.of("ending", "b@example.org", null, login(null, expires));

        assertThat(new SecretExpiry(logins, Duration.ofDays(28), FIRST_OF_JUNE)
                        .health()
                        .getStatus()
                        .getCode())
                .isEqualTo(status);
    }

    @Test
    void passwords_do_not_expire() {
        MailLogins logins = logins(true);
        logins.of("by-password", "a@example.org", "x", null);

        assertThat(new SecretExpiry(logins, Duration.ofDays(28), FIRST_OF_JUNE)
                        .health()
                        .getDetails())
                .isEmpty();
    }

    @Test
    void a_refresh_token_needs_a_key_and_the_start_is_refused_without_one() {
        assertThatThrownBy(() -> logins(false).of("one", "a@example.org", null, login("refresh-1", null)))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("hub.mail-access.key")
                .hasMessageContaining("refresh token of one")
                .hasMessageNotContaining("refresh-1");
        assertThat(logins(true)
                        .of("one", "a@example.org", null, login("refresh-1", null))
                        .byToken())
                .isTrue();
        assertThat(logins(false)
                        .of("one", "a@example.org", null, login(null, null))
                        .byToken())
                .isTrue();
    }

    private static MailLogins logins(boolean keyGiven) {
        return new MailLogins(
                new TokenEndpoint(FIRST_OF_JUNE),
                new RefreshTokens(null, null, "", FIRST_OF_JUNE),
                keyGiven,
                FIRST_OF_JUNE);
    }

    private static OAuthLogin login(String refreshToken, LocalDate expires) {
        return new OAuthLogin(
                URI.create("http://127.0.0.1:1/token"), "client", "secret", "mail", refreshToken, expires);
    }
}
