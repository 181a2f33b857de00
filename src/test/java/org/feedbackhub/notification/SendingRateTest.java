package org.feedbackhub.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.feedbackhub.council.TestCouncils;
import org.junit.jupiter.api.Test;

class SendingRateTest {

    private static final Instant START = Instant.parse("2026-06-01T09:00:00Z");

    private Instant now = START;
    private final SendingRate rate = new SendingRate(new SendingSettings.Rate(10, Duration.ofMinutes(1)), () -> now);

    private int allowed() {
        int allowed = 0;
        while (rate.allow(TestCouncils.WEST_LINDSEY)) {
            allowed++;
        }
        return allowed;
    }

    @Test
    void so_many_go_at_once_and_the_rest_at_the_rate() {
        assertThat(allowed()).isEqualTo(10);
        now = START.plusSeconds(6);
        assertThat(allowed()).isEqualTo(1);
        now = START.plusSeconds(36);
        assertThat(allowed()).isEqualTo(5);
    }

    @Test
    void one_councils_flood_is_no_others_delay() {
        allowed();

        assertThat(rate.allow(TestCouncils.NORTH_KESTEVEN)).isTrue();
    }

    @Test
    void those_that_wait_come_back_one_after_the_other() {
        assertThat(rate.next(TestCouncils.WEST_LINDSEY)).isEqualTo(START.plusSeconds(6));
        assertThat(rate.next(TestCouncils.WEST_LINDSEY)).isEqualTo(START.plusSeconds(12));
        now = START.plusSeconds(60);
        assertThat(rate.next(TestCouncils.WEST_LINDSEY)).isEqualTo(START.plusSeconds(66));
    }
}
