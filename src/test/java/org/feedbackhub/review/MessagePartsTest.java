package org.feedbackhub.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessagePartsTest {

    private static final String MESSAGE =
            "The bins were late\r\nagain.\r\n\r\nThe lady at\u00a0the desk was kind.\r\n\r\nYours";

    @Test
    void words_of_the_message_are_a_part_however_their_lines_are_broken() {
        assertThat(MessageParts.against("The bins were\nlate again.", MESSAGE)).isEmpty();
        assertThat(MessageParts.against("  The lady at the desk was kind. ", MESSAGE))
                .isEmpty();
    }

    @Test
    void passages_that_stand_apart_in_the_message_are_a_part_with_an_empty_line_between() {
        assertThat(MessageParts.against("The bins were late\n\nYours", MESSAGE)).isEmpty();
        assertThat(MessageParts.against("The bins were late\nYours", MESSAGE)).isPresent();
    }

    @Test
    void words_that_nobody_wrote_none_and_all_are_no_part() {
        assertThat(MessageParts.against("The bins were early", MESSAGE)).isPresent();
        assertThat(MessageParts.against(" \n\n ", MESSAGE)).isPresent();
        assertThat(MessageParts.against(MESSAGE, MESSAGE)).isPresent();
    }
}
