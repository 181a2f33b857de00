package org.feedbackhub.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import org.feedbackhub.feedback.Scan;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void nothing_found_is_clean() {
        assertThat(Verdict.of("stream: OK")).isEqualTo(new Verdict.Settled(Scan.CLEAN, "nothing found"));
    }

    @Test
    void a_signature_found_is_infected_and_named() {
        assertThat(Verdict.of("stream: Win.Test.EICAR_HDB-1 FOUND"))
                .isEqualTo(new Verdict.Settled(Scan.INFECTED, "Win.Test.EICAR_HDB-1"));
    }

    @Test
    void a_stream_that_was_cut_off_is_too_large() {
        assertThat(Verdict.of("INSTREAM size limit exceeded. ERROR"))
                .isEqualTo(new Verdict.Settled(Scan.TOO_LARGE, "StreamMaxLength"));
    }

    @Test
    void a_limit_reported_as_a_find_is_too_large_and_not_infected() {
        assertThat(Verdict.of("stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND"))
                .isEqualTo(new Verdict.Settled(Scan.TOO_LARGE, "Heuristics.Limits.Exceeded.MaxFileSize"));
    }

    @Test
    void anything_else_settles_nothing() {
        assertThat(Verdict.of("stream: Can't allocate memory ERROR")).isInstanceOf(Verdict.Undecided.class);
        assertThat(Verdict.of("UNKNOWN COMMAND")).isInstanceOf(Verdict.Undecided.class);
        assertThat(Verdict.of("")).isInstanceOf(Verdict.Undecided.class);
        assertThat(Verdict.of("stream: OK, perhaps")).isInstanceOf(Verdict.Undecided.class);
    }
}
