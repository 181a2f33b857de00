package org.feedbackhub.mailaccess;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.feedbackhub.council.OAuthLogin;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/** Tells weeks before a client secret expires, which otherwise shows when no mail can be read any more. */
final class SecretExpiry implements HealthIndicator {

    /** Everything works still, and somebody has to do something. */
    static final Status EXPIRING = new Status("EXPIRING", "a secret expires soon");

    private final MailLogins logins;
    private final Duration warnBefore;
    private final InstantSource clock;

    SecretExpiry(MailLogins logins, Duration warnBefore, InstantSource clock) {
        this.logins = logins;
        this.warnBefore = warnBefore;
        this.clock = clock;
    }

    @Override
    public Health health() {
        LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        Health.Builder health = Health.up();
        boolean expired = false;
        boolean expiring = false;
        for (Map.Entry<String, OAuthLogin> login : logins.byToken().entrySet()) {
            LocalDate end = login.getValue().secretExpires();
            health.withDetail(login.getKey(), end == null ? "does not expire" : "expires on " + end);
            expired |= end != null && !today.isBefore(end);
            expiring |= end != null && !today.isBefore(end.minusDays(warnBefore.toDays()));
        }
        return expired
                ? health.down().build()
                : expiring ? health.status(EXPIRING).build() : health.build();
    }
}
