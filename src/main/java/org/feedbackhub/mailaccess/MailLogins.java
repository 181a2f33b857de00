package org.feedbackhub.mailaccess;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.council.OAuthLogin;
import org.jspecify.annotations.Nullable;

/** Makes the logins, and knows when their secrets expire. */
public final class MailLogins {

    private final TokenEndpoint endpoint;
    private final RefreshTokens refreshTokens;
    private final boolean keyGiven;
    private final InstantSource clock;
    private final Map<String, OAuthLogin> byToken = new LinkedHashMap<>();

    MailLogins(TokenEndpoint endpoint, RefreshTokens refreshTokens, boolean keyGiven, InstantSource clock) {
        this.endpoint = endpoint;
        this.refreshTokens = refreshTokens;
        this.keyGiven = keyGiven;
        this.clock = clock;
    }

    /**
     * The login.
     *
     * @param id of what it is for, such as a mailbox's
     * @param password or null if there is an OAuth2 login
     * @throws InvalidConfiguration if a refresh token is configured and no key to keep its successors under
     */
    public synchronized MailLogin of(String id, String user, @Nullable String password, @Nullable OAuthLogin oauth) {
        if (oauth == null) {
            return new PasswordLogin(user, password == null ? "" : password);
        }
        if (oauth.refreshToken() != null && !keyGiven) {
            throw new InvalidConfiguration(
                    Path.of("application.yaml"),
                    "hub.mail-access.key",
                    "expected a key (HUB_MAIL_ACCESS_KEY), since the refresh token of " + id
                            + " is replaced from time to time and its successors are kept encrypted");
        }
        byToken.put(id, oauth);
        return new TokenLogin(id, user, oauth, endpoint, refreshTokens, clock);
    }

    /** The OAuth2 logins by what they are for. */
    synchronized Map<String, OAuthLogin> byToken() {
        return Map.copyOf(byToken);
    }
}
