package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        Rules rules = read("- { id: a, kind: comment, reason: r, any: ['bin(s)?'] }");

        assertThat(words(rules, "My BINS were late")).containsExactly("bins");
        assertThat(words(rules, "a cabinet")).isEmpty();
        assertThat(words(rules, "«bin», and _bins_")).containsExactly("bin");
    }

    @Test
    void a_rule_about_safeguarding_reads_what_is_quoted_too_and_others_do_not() throws IOException {
        Rules rules = read(
                """
                - { id: a, kind: comment, reason: r, any: ['bins?'] }
                - { id: b, flag: safeguarding, reason: r, any: ['at risk'] }
                - { id: c, flag: staff-named, namesByCase: true, reason: r, any: ['thank (?-i:[A-Z]\\w+)'] }""");

        PlainText own = PlainText.of("Thank Jane, not thank you");
        PlainText all = PlainText.of("Thank Jane\n> the bins put her At Risk");

        assertThat(rules.firing(own, all))
                .extracting(fired -> fired.rule().id() + " " + fired.words())
                .containsExactly("b at risk", "c Thank Jane");
    }

    @Test
    void lists_of_words_stand_for_their_names() throws IOException {
        Path file = folder.resolve("rules.yaml");
        Files.writeString(
                file,
                """
                thresholds: { review: 0.5, words: 4 }
                words:
                  girl: [girl, lass]
                  child: ['{girl}s?', 'kids?']
                rules:
                - { id: a, flag: equality, reason: r, any: ['{child} \\w{1,9} {child}'] }
                """);
        Rules rules = Rules.read(file);

        assertThat(words(rules, "two lasses, the lass and kids")).containsExactly("lass and kids");
        assertThat(words(rules, "the lass and cats")).isEmpty();
    }

    @Test
    void a_list_that_is_not_there_is_named() {
        assertThatThrownBy(() -> read("- { id: a, flag: equality, reason: r, any: ['a', '{child} alone'] }"))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("rules: a.any[1]")
                .hasMessageContaining("{child}");
    }

    @Test
    void harm_is_told_of_in_praise_as_well() throws IOException {
        Path file = folder.resolve("rules.yaml");
        Files.writeString(
                file,
                """
                thresholds: { review: 0.5, words: 4 }
                notInPraise: [safeguarding]
                rules: []
                """);

        assertThatThrownBy(() -> Rules.read(file))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("notInPraise");
    }

    private static List<String> words(Rules rules, String text) {
        PlainText plain = PlainText.of(text);
        return rules.firing(plain, plain).stream().map(Rules.Fired::words).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    - { kind: comment, reason: r, any: [x] }                  | an id of its own
                    - { id: a, reason: r, any: [x] }                                     | a kind, a flag or review
                    - { id: a, kind: comment, any: [x] }                      | a reason
                    - { id: a, flag: equality, decides: true, reason: r, any: [x] }      | a kind beside
                    - { id: a, flag: equality, callsItSo: true, reason: r, any: [x] }    | a kind beside
                    - { id: a, kind: comment, reason: r, any: ['('] }         | a regular expression
                    - { id: a, kind: grumble, reason: r, any: [x] }           | grumble
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
        Files.writeString(file, "thresholds: { review: 0.5, words: 4 }\nrules:\n" + entry + "\n");
        return Rules.read(file);
    }
}
