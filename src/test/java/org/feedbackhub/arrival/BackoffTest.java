package org.feedbackhub.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(15));

    @Test
    void the_pause_doubles_with_each_failure() {
        assertThat(backoff.pause(0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.pause(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(backoff.pause(4)).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void the_pause_stays_at_its_longest_for_ever() {
        assertThat(backoff.pause(5)).isEqualTo(Duration.ofMinutes(15));
        assertThat(backoff.pause(1_000_000)).isEqualTo(Duration.ofMinutes(15));
    }
}
