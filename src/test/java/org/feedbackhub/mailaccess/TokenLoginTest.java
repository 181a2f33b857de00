package org.feedbackhub.mailaccess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.feedbackhub.council.OAuthLogin;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.mailserver.TokenServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenLoginTest {

    private static final String USER = "experience@example.org";

    private Instant now = Instant.parse("2026-06-01T09:00:00Z");
    private TokenServer server;
    private TokenLogin login;

    @BeforeEach
    void start() throws IOException {
        server = new TokenServer(USER);
        login = login(TokenServer.SECRET);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_token_is_used_until_five_minutes_before_its_end() {
        String token = login.secret();
        now = now.plus(Duration.ofMinutes(54));

        assertThat(login.secret()).isEqualTo(token);
        assertThat(server.grants()).containsExactly("client_credentials");
        assertThat(server.opens(USER, token)).isTrue();
    }

    @Test
    void a_token_is_renewed_before_its_end() {
        String token = login.secret();
        now = now.plus(Duration.ofMinutes(55));

        assertThat(login.secret()).isNotEqualTo(token);
        assertThat(server.grants()).hasSize(2);
    }

    @Test
    void a_token_that_lives_shortly_is_used_for_half_its_life() {
        server.grantFor(60);
        String token = login.secret();
        now = now.plusSeconds(29);
        assertThat(login.secret()).isEqualTo(token);
        now = now.plusSeconds(1);

        assertThat(login.secret()).isNotEqualTo(token);
    }

    @Test
    void a_token_that_was_refused_is_not_used_again() {
        String token = login.secret();
        login.refused();

        assertThat(login.secret()).isNotEqualTo(token);
    }

    @Test
    void a_wrong_secret_can_be_waited_out_and_is_told_to_nobody() {
        assertThatThrownBy(() -> login("wrong").secret())
                .isInstanceOf(TransientFault.class)
                .hasMessageNotContaining("wrong");
    }

    private TokenLogin login(String secret) {
        InstantSource clock = () -> now;
        OAuthLogin oauth = new OAuthLogin(server.tokenEndpoint(), TokenServer.CLIENT, secret, "mail", null, null);
        // without a refresh token none is kept
        return new TokenLogin(
                "test", USER, oauth, new TokenEndpoint(clock), new RefreshTokens(null, null, "", clock), clock);
    }
}
