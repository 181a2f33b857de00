package org.feedbackhub.print;

import java.time.Duration;
import java.time.InstantSource;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Down while letters wait that two batches should have taken: a folder cannot be written to. */
final class PrintHealth implements HealthIndicator {

    private static final int BATCHES_MISSED = 2;

    private final PrintedLetters letters;
    private final Councils councils;
    private final Duration late;
    private final InstantSource clock;

    PrintHealth(PrintedLetters letters, Councils councils, PrintSettings settings, InstantSource clock) {
        this.letters = letters;
        this.councils = councils;
        this.late = settings.batchEvery().multipliedBy(BATCHES_MISSED);
        this.clock = clock;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        councils.all().stream()
                .filter(council -> council.letters() != null)
                .map(CouncilProfile::id)
                .filter(council -> letters.waiting(council, clock.instant().minus(late)) > 0)
                .forEach(council -> health.down()
                        .withDetail(council.value(), "letters wait; see to the folder letters.folder of its file"));
        return health.build();
    }
}
