package org.feedbackhub.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is the person of a feedback, by what they give of themselves. */
class ContactTest {

    private static final Contact EDITH = new Contact(
            "Mrs Edith Marr", EmailAddress.parse("edith@example.org").orElseThrow(), null, null, "LN8 3EU", null);

    @ParameterizedTest
    @CsvSource({"Edith Marr", "EDITH MARR (Mrs)", "'Marr, Edith'"})
    void a_letter_proves_less_than_a_mail_and_its_name_is_enough(String name) {
        Contact letter = new Contact(name, null, null, null, null, null);

        assertThat(EDITH.isReachedBy(letter)).isFalse();
        assertThat(EDITH.isReachedByLetterOf(letter)).isEqualTo(!name.contains(","));
    }

    @Test
    void a_letter_with_another_address_and_the_same_postcode_is_enough() {
        Contact letter =
                new Contact(null, EmailAddress.parse("e.marr@example.com").orElseThrow(), null, null, "ln83eu", null);

        assertThat(EDITH.isReachedBy(letter)).isFalse();
        assertThat(EDITH.isReachedByLetterOf(letter)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Edith", "E. M.", "John Marr", "Mrs Marr"})
    void what_many_are_called_is_not_enough(String name) {
        Contact called = new Contact(name, null, null, null, null, null);

        assertThat(EDITH.isReachedByLetterOf(called)).isFalse();
        if (!name.equals("John Marr")) {
            assertThat(called.isReachedByLetterOf(called)).isFalse();
        }
    }
}
