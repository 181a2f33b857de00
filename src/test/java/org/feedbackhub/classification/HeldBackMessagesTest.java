package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.feedbackhub.classification.Measurement.Message;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.Test;

/** What was learnt, on messages from which nothing is learnt: a fall below what was reached fails. */
class HeldBackMessagesTest {

    private static final Path FILE = Path.of("config/classification/held-back/messages.yaml");

    private final Councils councils = TestCouncils.read();
    private final List<Message> messages = HeldBackMessages.read(FILE, councils);

    @Test
    @Clause({"P2", "P10", "P11", "P24"})
    void kinds_areas_and_flags_are_told_as_well_as_before() throws IOException {
        Measurement measured = Measurement.of("held-back messages", messages, TestClassifier.with(councils));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/held-back.md"), measured.markdown());

        assertThat(measured.accuracy()).as(measured.line()).isGreaterThanOrEqualTo(0.90);
        assertThat(measured.topTwo()).as(measured.line()).isGreaterThanOrEqualTo(0.97);
        assertThat(measured.kept()).as(measured.line()).isGreaterThanOrEqualTo(0.75);
        assertThat(measured.accuracyOfSure()).as(measured.line()).isGreaterThanOrEqualTo(0.93);
        assertThat(measured.calibrationError()).as(measured.line()).isLessThanOrEqualTo(0.06);
        assertThat(measured.areasRight()).as(measured.line()).isGreaterThanOrEqualTo(0.88);
        assertThat(measured.recall(Flag.SAFEGUARDING)).isGreaterThanOrEqualTo(0.95);
        assertThat(measured.falselyFlagged(Flag.SAFEGUARDING)).isLessThanOrEqualTo(0.07);
        for (Flag flag : List.of(Flag.TENANCY, Flag.REPEATED, Flag.LEGAL_THREAT, Flag.REPRESENTATIVE)) {
            assertThat(measured.recall(flag)).as(flag.id()).isGreaterThanOrEqualTo(0.65);
        }
    }

    @Test
    void they_hold_every_kind_area_and_flag() {
        Set<Flag> flags = messages.stream()
                .flatMap(message -> message.flags().stream())
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> areas = messages.stream().map(Message::area).collect(Collectors.toSet());

        assertThat(messages).extracting(Message::kind).contains(Kind.values());
        assertThat(flags).containsAll(Arrays.asList(Flag.values()));
        assertThat(areas)
                .containsAll(councils.get(TestCouncils.NORTH_KESTEVEN).serviceAreas().stream()
                        .map(CouncilProfile.Area::id)
                        .toList());
    }

    @Test
    void none_of_them_is_learnt_from() {
        Set<String> examples = new ExampleFiles(Path.of("config/classification/examples"), councils)
                .read().stream().map(Example::text).collect(Collectors.toSet());

        assertThat(messages)
                .noneMatch(message -> examples.contains(message.text().strip()));
    }

    @Test
    void there_are_enough_examples_of_each_kind_and_area() {
        List<Example> examples = new ExampleFiles(Path.of("config/classification/examples"), councils).read();

        for (Kind kind : Kind.values()) {
            assertThat(examples.stream().filter(one -> one.kind() == kind))
                    .as(kind.id())
                    .hasSizeGreaterThanOrEqualTo(60);
        }
        for (String area : new ServiceAreas(councils).ids()) {
            assertThat(examples.stream().filter(one -> area.equals(one.area())))
                    .as(area)
                    .hasSizeGreaterThanOrEqualTo(15);
        }
    }
}
