package org.feedbackhub.mailaccess;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.feedbackhub.council.OAuthLogin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A login by access tokens, each used until shortly before it expires. */
final class TokenLogin implements MailLogin {

    private static final Logger LOG = LoggerFactory.getLogger(TokenLogin.class);

    /** A token is renewed this long before its end, so that none expires between login and command. */
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);

    private final String id;
    private final String user;
    private final OAuthLogin login;
    private final TokenEndpoint endpoint;
    private final RefreshTokens refreshTokens;
    private final InstantSource clock;
    private TokenEndpoint.@Nullable Granted current;

    /** @param id by which its refresh token is kept */
    TokenLogin(
            String id,
            String user,
            OAuthLogin login,
            TokenEndpoint endpoint,
            RefreshTokens refreshTokens,
            InstantSource clock) {
        this.id = id;
        this.user = user;
        this.login = login;
        this.endpoint = endpoint;
        this.refreshTokens = refreshTokens;
        this.clock = clock;
    }

    @Override
    public boolean byToken() {
        return true;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public synchronized String secret() {
        TokenEndpoint.Granted granted = current;
        if (granted == null || !validFor(granted, clock.instant())) {
            granted = renewed();
            current = granted;
            LOG.info("event=token-renewed login={} until={}", id, granted.expiresAt());
        }
        return granted.accessToken();
    }

    @Override
    public synchronized void refused() {
        current = null;
    }

    /** Short-lived tokens are used for half their life at least, or each command would ask for one. */
    private static boolean validFor(TokenEndpoint.Granted granted, Instant now) {
        Duration half =
                Duration.between(granted.grantedAt(), granted.expiresAt()).dividedBy(2);
        Duration margin = half.compareTo(RENEWED_BEFORE) < 0 ? half : RENEWED_BEFORE;
        return now.isBefore(granted.expiresAt().minus(margin));
    }

    private TokenEndpoint.Granted renewed() {
        String configured = login.refreshToken();
        return configured == null
                ? endpoint.asItself(login)
                : refreshTokens.exchange(id, configured, token -> endpoint.onBehalf(login, token));
    }
}
