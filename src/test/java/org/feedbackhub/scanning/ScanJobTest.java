package org.feedbackhub.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScanJobTest {

    private final ScanJob job = new ScanJob(
            mock(),
            new ScannerSettings(
                    "clamd",
                    3310,
                    Duration.ofMinutes(3),
                    1,
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(10)));

    @Test
    void the_pause_doubles_with_each_failure() {
        assertThat(job.pause(0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(job.pause(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(job.pause(4)).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void the_pause_stays_at_its_longest_for_ever() {
        assertThat(job.pause(5)).isEqualTo(Duration.ofMinutes(15));
        assertThat(job.pause(1_000_000)).isEqualTo(Duration.ofMinutes(15));
    }
}
