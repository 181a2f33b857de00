package org.feedbackhub.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.council.TestCouncils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionnairesTest {

    private static final Path COMMON = Path.of("config/survey/common.yaml");

    @TempDir
    private Path folder;

    @Test
    void what_the_hub_comes_with_asks_what_the_policy_wants_to_know() {
        Questionnaire asked = read(Path.of("config/survey")).of(TestCouncils.WEST_LINDSEY);

        assertThat(asked.questions())
                .extracting(Question::id)
                .containsExactly("satisfaction", "ease", "explained", "onTime", "comments");
    }

    @Test
    void a_councils_own_file_takes_the_place_of_the_common_one() throws IOException {
        Files.copy(COMMON, folder.resolve("common.yaml"));
        Files.writeString(
                folder.resolve("north-kesteven.yaml"),
                "heading: One question\nintroduction: Just one.\nquestions:\n"
                        + "  - { id: words, type: text, wording: 'What do you think?', atMost: 100 }\n");
        Questionnaires read = read(folder);

        assertThat(read.of(TestCouncils.NORTH_KESTEVEN).heading()).isEqualTo("One question");
        assertThat(read.of(TestCouncils.WEST_LINDSEY).questions()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    id: ease | id: satisfaction | an id of its own
                    id: ease | id: how-easy | questions[1].id
                    type: choice | type: guess | Question$Type
                    value: 5, wording: Very satisfied | value: very, wording: Very satisfied | whole numbers below 100
                    value: 5, wording: Very satisfied | value: 4, wording: Very satisfied | each value once
                    missing: | hint: | expected what residents are told who leave a required question out
                    atMost: 2000 | required: true | how many characters
                    atMost: 2000 | atMost: 0 | questions[4].atMost
                    atMost: 2000 | longest: 2000 | longest
                    type: text | type: choice | at least two to choose from
                    heading: How did | # heading: How did | heading
                    """)
    void what_cannot_be_right_stops_the_start_with_file_and_place(String right, String wrong, String told)
            throws IOException {
        Files.writeString(
                folder.resolve("common.yaml"),
                Files.readString(COMMON).replaceFirst(java.util.regex.Pattern.quote(right), wrong));

        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("common.yaml")
                .hasMessageContaining(told);
    }

    @Test
    void a_file_of_no_council_stops_the_start() throws IOException {
        Files.copy(COMMON, folder.resolve("common.yaml"));
        Files.copy(COMMON, folder.resolve("west-lindsy.yaml"));

        assertThatThrownBy(() -> read(folder))
                .hasMessageContaining("west-lindsy.yaml")
                .hasMessageContaining("council");
    }

    @Test
    void without_the_common_file_nothing_starts() {
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("common.yaml");
    }

    private static Questionnaires read(Path folder) {
        return new Questionnaires(
                folder,
                TestCouncils.read(),
                Validation.buildDefaultValidatorFactory().getValidator());
    }
}
