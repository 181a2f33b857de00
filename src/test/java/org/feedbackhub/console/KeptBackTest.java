package org.feedbackhub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Scan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeptBackTest {

    @ParameterizedTest
    @EnumSource(Scan.class)
    void each_file_is_either_released_or_kept_back(Scan scan) {
        assertThat(KeptBack.because(files(scan)).isEmpty()).isEqualTo(scan.released());
    }

    @Test
    void nothing_attached_is_nothing_to_keep_back() {
        assertThat(KeptBack.because(List.of())).isEmpty();
    }

    @Test
    void one_file_is_enough_and_the_gravest_reason_is_given() {
        assertThat(KeptBack.because(files(Scan.CLEAN, Scan.PENDING, Scan.INFECTED)))
                .contains(KeptBack.INFECTED);
        assertThat(KeptBack.because(files(Scan.CLEAN, Scan.PENDING))).contains(KeptBack.PENDING);
    }

    private static List<Attachment> files(Scan... scans) {
        return Arrays.stream(scans)
                .map(scan -> new Attachment(1, "photo.jpg", "image/jpeg", 1, "0".repeat(64), scan))
                .toList();
    }
}
