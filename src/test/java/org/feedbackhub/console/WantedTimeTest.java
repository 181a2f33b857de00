package org.feedbackhub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedTimeTest {

    @ParameterizedTest
    @CsvSource({
        "27,3,2027,14:30,2027-03-27T14:30:00Z",
        "28,3,2027,14:30,2027-03-28T13:30:00Z",
        "' 1 ',07,2027,9.05,2027-07-01T08:05:00Z",
        "28,3,2027,1:30,2027-03-28T01:30:00Z"
    })
    void is_read_by_the_clocks_of_the_uk(String day, String month, String year, String time, Instant expected) {
        assertThat(new WantedTime(day, month, year, time).moment()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "31,2,2027,14:30",
        "1,2,2027,noon",
        "1,2,2027,24:00",
        "'','','',''",
        "1,2,9999999999,10:00",
        "a,2,2027,10:00"
    })
    void what_is_no_time_is_none(String day, String month, String year, String time) {
        assertThat(new WantedTime(day, month, year, time).moment()).isEmpty();
    }

    @Test
    void what_is_left_out_is_empty() {
        assertThat(new WantedTime(null, null, null, null).moment()).isEmpty();
        assertThat(WantedTime.of(Instant.parse("2027-07-01T08:05:00Z")))
                .isEqualTo(new WantedTime("1", "7", "2027", "9:05"));
    }
}
