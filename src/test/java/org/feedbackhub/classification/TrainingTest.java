package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.feedbackhub.feedback.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is learnt, with vectors that stand for the sentence models'. */
class TrainingTest {

    private static final String[] COMPLAINTS = {
        "late", "missed", "rude", "broken", "dirty", "ignored", "wrong", "delayed", "lost", "filthy", "unheard",
        "overdue"
    };
    private static final String[] COMPLIMENTS = {
        "lovely",
        "kind",
        "quick",
        "helpful",
        "superb",
        "clean",
        "patient",
        "cheerful",
        "tidy",
        "gentle",
        "prompt",
        "grand"
    };

    @Test
    void of_the_same_examples_the_same_ones_are_right_whatever_stands_before_or_behind_them() {
        List<Example> examples = configured();
        List<Example> turned = new ArrayList<>(examples);
        java.util.Collections.reverse(turned);

        Training.Measured one = training(examples).measure().kinds();
        Training.Measured other = training(turned).measure().kinds();

        assertThat(one.asked().cardinality()).isEqualTo(examples.size());
        assertThat(other.right().cardinality()).isEqualTo(one.right().cardinality());
        assertThat(training(examples).train("v").heldBack())
                .isEqualTo(training(examples).measure());
    }

    @Test
    void good_decisions_do_no_harm_and_decisions_against_all_examples_do() {
        List<Example> examples = configured();
        int alone = right(examples, examples.size());
        List<Example> good = new ArrayList<>(examples);
        List<Example> bad = new ArrayList<>(examples);
        for (String word : COMPLAINTS) {
            good.add(example("They were " + word + " once more, and nobody cares", Kind.COMPLAINT, false));
            for (int i = 0; i < 3; i++) {
                bad.add(example("The bins are " + word + " in our street " + i, Kind.COMPLIMENT, false));
            }
        }

        assertThat(right(good, examples.size())).isGreaterThanOrEqualTo(alone);
        assertThat(right(bad, examples.size())).isLessThan(alone);
    }

    @Test
    void no_word_of_a_resident_is_in_the_bytes_of_a_model() throws IOException {
        List<Example> examples = configured();
        for (int i = 0; i < 4; i++) {
            examples.add(example("Mrs Quibbletree of Zanzigate was late " + i, Kind.COMPLAINT, false));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        training(examples).train("v").model().write(new DataOutputStream(bytes));

        String written = bytes.toString(StandardCharsets.ISO_8859_1);
        assertThat(written).contains("bins").doesNotContain("quibble", "zanzi");
    }

    private static int right(List<Example> examples, int first) {
        return training(examples).measure().kinds().right().get(0, first).cardinality();
    }

    private static List<Example> configured() {
        List<Example> examples = new ArrayList<>();
        for (String word : COMPLAINTS) {
            examples.add(example("The bins are " + word + " in our street", Kind.COMPLAINT, true));
        }
        for (String word : COMPLIMENTS) {
            examples.add(example("The bins crew were " + word + " to us", Kind.COMPLIMENT, true));
        }
        return examples;
    }

    private static Example example(String text, @Nullable Kind kind, boolean quotable) {
        return new Example(null, "test", text, kind, List.of(), "waste", Set.of(), quotable);
    }

    private static Training training(List<Example> examples) {
        return new Training(
                examples,
                examples.stream()
                        .map(one -> new Reading(PlainText.of(one.text()), Set.of(), Map.of()))
                        .toList(),
                examples.stream().map(TrainingTest::vectors).toList(),
                List.of(),
                List.of("parking", "waste"));
    }

    /** Texts of blame lie near each other, and so do texts of praise. */
    private static float[] vectors(Example example) {
        Random random = new Random(example.text().hashCode());
        float[] vectors = new float[2 * SentenceModel.SIZE];
        boolean blame = List.of(COMPLAINTS).stream().anyMatch(example.text()::contains);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) random.nextGaussian() + (blame == (i % 2 == 0) ? 0.5f : -0.5f);
        }
        return vectors;
    }
}
