package org.feedbackhub.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchWordsTest {

    @Test
    void words_are_runs_of_letters_and_digits_with_their_places_over_all_texts() {
        assertThat(SearchWords.vector("Missed bin", "The BIN (3rd time!) won't be Ænima's"))
                .isEqualTo("'missed':1 'bin':2,4 'the':3 '3rd':5 'time':6 'won':7 't':8 'be':9 'ænima':10 's':11 ");
    }

    @Test
    void what_is_no_word_or_too_much_is_left_out_and_keeps_its_place() {
        assertThat(SearchWords.vector("a " + "x".repeat(61) + " b")).isEqualTo("'a':1 'b':3 ");
        assertThat(SearchWords.vector("a ".repeat(20_000))).endsWith(",9999,10000 ");
        assertThat(SearchWords.vector("", "…")).isEmpty();
    }

    @Test
    void a_query_keeps_phrases_and_exclusions_and_parts_words_as_the_vector_does() {
        assertThat(SearchWords.query("Won't \"blue bin\" -garden self-harm &|!"))
                .isEqualTo("won t \"blue bin\" -garden self harm    ");
    }
}
