package org.feedbackhub.mailbox;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Down while a mailbox has been silent for too long; part of the group {@code operations}, never of readiness. */
final class MailboxHealth implements HealthIndicator {

    private final MailboxWatch watch;

    MailboxHealth(MailboxWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (Map.Entry<String, Optional<Instant>> mailbox : watch.all().entrySet()) {
            health.withDetail(
                    mailbox.getKey(),
                    watch.readElsewhere(mailbox.getKey())
                            ? "read by another instance"
                            : mailbox.getValue().map(Instant::toString).orElse("not polled yet"));
            if (watch.silent(mailbox.getKey())) {
                health.down();
            }
        }
        return health.build();
    }
}
