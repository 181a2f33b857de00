package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.feedbackhub.council.InvalidConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    @TempDir
    Path folder;

    @Test
    void a_rule_fires_on_whole_words_and_names_them() throws IOException {
        Rules rules = read("- { id: a, kind: comment, weight: 1, reason: r, any: ['bin(s)?'] }");

        assertThat(rules.rules().get(0).firesOn(PlainText.of("My BINS were late")))
                .contains("bins");
        assertThat(rules.rules().get(0).firesOn(PlainText.of("a cabinet"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    - { kind: comment, weight: 1, reason: r, any: [x] }                  | an id of its own
                    - { id: a, reason: r, any: [x] }                                     | a kind or a flag
                    - { id: a, kind: comment, reason: r, any: [x] }                      | more than 0
                    - { id: a, kind: comment, weight: 1, any: [x] }                      | a reason
                    - { id: a, kind: comment, weight: 1, reason: r, any: ['('] }         | a regular expression
                    - { id: a, kind: grumble, weight: 1, reason: r, any: [x] }           | grumble
                    - { id: a, kind: comment, wait: 1, reason: r, any: [x] }             | wait
                    """)
    void a_wrong_entry_is_named(String entry, String expectation) {
        assertThatThrownBy(() -> read(entry))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("rules.yaml")
                .hasMessageContaining(expectation);
    }

    private Rules read(String entry) throws IOException {
        Path file = folder.resolve("rules.yaml");
        Files.writeString(file, "reviewBelow: 0.5\nalsoFrom: 0.3\nrules:\n" + entry + "\n");
        return Rules.read(file);
    }
}
