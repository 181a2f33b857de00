package org.feedbackhub.council;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class QualityBoardTest {

    private final QualityBoard board = new QualityBoard(LocalDate.parse("2026-01-05"), 14, "P17");

    @Test
    void the_board_meets_every_fortnight_from_its_first_meeting_on() {
        assertThat(board.lastMeeting(LocalDate.parse("2026-01-05"))).contains(LocalDate.parse("2026-01-05"));
        assertThat(board.lastMeeting(LocalDate.parse("2026-01-18"))).contains(LocalDate.parse("2026-01-05"));
        assertThat(board.lastMeeting(LocalDate.parse("2026-01-19"))).contains(LocalDate.parse("2026-01-19"));
        assertThat(board.lastMeeting(LocalDate.parse("2026-11-22"))).contains(LocalDate.parse("2026-11-09"));
    }

    @Test
    void before_its_first_meeting_there_is_none() {
        assertThat(board.lastMeeting(LocalDate.parse("2026-01-04"))).isEmpty();
    }
}
