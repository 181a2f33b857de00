package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Origin;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FollowUpRulesTest {

    private static final List<Reference> QUOTED = List.of(Reference.of("NK", new int[] {1, 2, 3, 4, 5, 6, 7}));

    private final FollowUpRules rules = FollowUpRules.read(Path.of("config/classification/follow-ups.yaml"));

    static Stream<Arguments> intents() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/corpus/follow-ups/intents.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" \\| ", 2))
                .map(parts -> Arguments.of(parts[0], parts[1]));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("intents")
    @Clause({"P8", "P13a"})
    void tells_what_people_want_who_write_again(String intent, String text) {
        assertThat(rules.intent(text).id()).isEqualTo(intent);
    }

    @Test
    void a_wish_is_seen_in_the_subject_and_over_the_ends_of_lines() {
        assertThat(intent("Stage 2 request", "My letter is attached.", QUOTED)).isEqualTo(Intent.ESCALATION);
        assertThat(intent("Bins", "I am not\nsatisfied with\nyour response.", QUOTED))
                .isEqualTo(Intent.ESCALATION);
    }

    @Test
    void who_names_no_feedback_asks_for_nothing_about_one() {
        assertThat(intent("Stage 2 request", "Please escalate my complaint.", List.of()))
                .isEqualTo(Intent.MESSAGE);
    }

    private static Intent intent(String subject, String text, List<Reference> quoted) {
        Submission submission = new Submission(
                TestCouncils.NORTH_KESTEVEN,
                Channel.EMAIL,
                Contact.ANONYMOUS,
                null,
                subject,
                text,
                text,
                "en",
                List.of(),
                quoted,
                List.of(),
                java.util.Set.of(),
                Origin.UNKNOWN,
                java.util.Map.of());
        Arrived arrived = new Arrived(
                "test", TestCouncils.NORTH_KESTEVEN, Channel.EMAIL, Instant.EPOCH, new RawItem("0".repeat(64), 1));
        Finding found = TestClassifier.with(TestCouncils.read()).classify(new Finding.Written(arrived, submission));
        return ((Finding.Understood) found).intent();
    }
}
