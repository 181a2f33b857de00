package org.feedbackhub.webform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BytesInWorkTest {

    private final BytesInWork inWork = new BytesInWork(DataSize.ofKilobytes(10));

    @Test
    void what_is_done_makes_room() {
        Runnable first = Objects.requireNonNull(inWork.take(5_000));

        assertThat(inWork.take(7_000)).isNull();
        assertThat(inWork.take(4_000)).isNotNull();
        first.run();
        assertThat(inWork.take(5_000)).isNotNull();
    }
}
