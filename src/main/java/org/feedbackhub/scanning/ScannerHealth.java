package org.feedbackhub.scanning;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Down while a scanner that is configured does not answer; part of the group {@code operations}, never of readiness. */
final class ScannerHealth implements HealthIndicator {

    private final ClamDaemon daemon;
    private final PendingScans pending;
    private final boolean configured;

    ScannerHealth(ClamDaemon daemon, PendingScans pending, boolean configured) {
        this.daemon = daemon;
        this.pending = pending;
        this.configured = configured;
    }

    @Override
    public Health health() {
        Health.Builder health = configured && !daemon.answers() ? Health.down() : Health.up();
        return health.withDetail("configured", configured)
                .withDetail("waiting", pending.waiting())
                .build();
    }
}
