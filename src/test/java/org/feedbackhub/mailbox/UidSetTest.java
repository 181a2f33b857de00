package org.feedbackhub.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UidSetTest {

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "7; 7",
                "1 2; 1:2",
                "1 3; 1,3",
                "1 2 3 4; 1:4",
                "1 2 4 7 8 9; 1:2,4,7:9",
                "5 7 8; 5,7:8",
                "4294967294 4294967295; 4294967294:4294967295"
            })
    void neighbours_are_written_as_a_range_and_others_are_not(String uids, String written) {
        List<Long> list = Arrays.stream(uids.split(" ")).map(Long::valueOf).toList();

        assertThat(UidSet.of(list)).isEqualTo(written);
    }

    @Test
    void a_whole_mailbox_is_a_few_letters() {
        assertThat(UidSet.of(LongStream.rangeClosed(1, 50_000).boxed().toList()))
                .isEqualTo("1:50000");
    }
}
