package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.policy.Clause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The flags that rules raise, on messages as residents and officers write them; each failure names what was missed. */
class FlagRulesTest {

    private static final Path MESSAGES = Path.of("src/test/resources/classification");
    private static final Path EXAMPLES = Path.of("config/classification/examples/common");
    private static final Rules RULES = Rules.read(Path.of("config/classification/rules.yaml"));
    private static final double FALSE_SAFEGUARDING = 0.04;
    private static final double RECALL = 0.95;
    private static final double PRECISION = 0.95;

    @Test
    @Clause("P11")
    void whatever_tells_of_harm_is_flagged() throws IOException {
        assertThat(read(EXAMPLES.resolve("harm-told.yaml")))
                .hasSizeGreaterThanOrEqualTo(130)
                .allSatisfy(message -> assertThat(raised(message)).contains(Flag.SAFEGUARDING));
    }

    @Test
    @Clause("P11")
    void few_of_those_that_only_sound_like_harm_are_flagged() throws IOException {
        List<Message> messages = read(EXAMPLES.resolve("harm-only-sounding.yaml"));
        List<String> flagged = messages.stream()
                .filter(message -> raised(message).contains(Flag.SAFEGUARDING))
                .map(Message::text)
                .toList();

        assertThat(messages).hasSizeGreaterThanOrEqualTo(260);
        assertThat(flagged).hasSizeLessThanOrEqualTo((int) (messages.size() * FALSE_SAFEGUARDING));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SAFEGUARDING")
    @Clause({"P9", "P10", "P12", "P21", "P23"})
    void each_flag_is_raised_where_it_belongs_and_hardly_elsewhere(Flag flag) throws IOException {
        List<Message> messages = read(MESSAGES.resolve("flags.yaml"));
        List<Message> holding =
                messages.stream().filter(one -> one.flags().contains(flag)).toList();
        List<Message> missed =
                holding.stream().filter(one -> !raised(one).contains(flag)).toList();
        List<Message> wrong = messages.stream()
                .filter(one -> one.not().contains(flag) && raised(one).contains(flag))
                .toList();
        int found = holding.size() - missed.size();

        assertThat(holding).hasSizeGreaterThanOrEqualTo(14);
        assertThat(found / (double) holding.size())
                .as("recall, without %s", missed)
                .isGreaterThanOrEqualTo(RECALL);
        assertThat(found / (double) (found + wrong.size()))
                .as("precision, with %s", wrong)
                .isGreaterThanOrEqualTo(PRECISION);
    }

    private static Set<Flag> raised(Message message) {
        PlainText plain = PlainText.of(message.text());
        return RULES.firing(plain, plain).stream()
                .map(fired -> fired.rule().flag())
                .filter(flag -> flag != null)
                .collect(Collectors.toSet());
    }

    private static List<Message> read(Path file) throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readValue(Files.readString(file), Messages.class)
                .messages();
    }

    private record Messages(@JsonAlias("examples") List<Message> messages) {}

    private record Message(String text, @Nullable Set<Flag> flags, @Nullable Set<Flag> not) {
        Message {
            flags = Stream.ofNullable(flags).flatMap(Set::stream).collect(Collectors.toSet());
            not = Stream.ofNullable(not).flatMap(Set::stream).collect(Collectors.toSet());
        }
    }
}
