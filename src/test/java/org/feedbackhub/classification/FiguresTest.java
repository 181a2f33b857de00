package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    private static final Figures PRESENT = new Figures(100, 80, 90, 70, 10, 9, 8);

    @Test
    void as_good_as_the_present_one_is_no_worse() {
        assertThat(new Figures(100, 80, 90, 70, 0, 0, 0).worseThan(PRESENT)).isEmpty();
        assertThat(new Figures(100, 81, 90, 75, 20, 12, 12).worseThan(PRESENT)).isEmpty();
    }

    @Test
    void worse_at_the_kinds_of_the_examples_is_worse_whatever_else_is_better() {
        assertThat(new Figures(100, 79, 90, 90, 10, 10, 0).worseThan(PRESENT))
                .contains("kinds of the examples: 79 of 100 right, and 80 before");
    }

    @Test
    void worse_at_their_areas_is_worse() {
        assertThat(new Figures(100, 90, 90, 69, 10, 10, 0).worseThan(PRESENT))
                .contains("areas of the examples: 69 of 90 right, and 70 before");
    }

    @Test
    void worse_than_what_was_proposed_is_worse_and_the_other_ones_decisions_do_not_count() {
        assertThat(new Figures(100, 80, 90, 70, 10, 5, 6).worseThan(PRESENT))
                .contains("kinds that people decided: 5 of 10 right, and 6 before");
        assertThat(new Figures(100, 80, 90, 70, 10, 6, 6).worseThan(PRESENT)).isEmpty();
    }
}
