package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import org.feedbackhub.council.Councils;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P11: what may tell of harm is noticed whichever way round it is told. */
class SafeguardingRulesTest {

    private final Councils councils = TestCouncils.read();
    private final Classifier classifier = TestClassifier.with(councils);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The man from number 9 has been hitting my child.",
                "he slapped her little boy in front of everybody at the pool",
                "I think somebody hurts the children next door",
                "My daughter has bruises all over her arms since the holiday club.",
            })
    @Clause("P11")
    void harm_to_a_child_is_noticed(String text) {
        assertThat(flagged(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The rent is in arrears again. I can't see any way out of all this.",
                "You needn't send another reminder. It'd be better for everybody if I wasn't here.",
                "Can the lock on my door be changed, my ex, Darren, smashed it in on Sunday.",
                "He came back and my ex smashed all my windows so the rent is late.",
                "Honestly it would be better for everyone if I just wasn't here.",
            })
    @Clause("P11")
    void despair_and_a_violent_partner_are_noticed_in_passing(String text) {
        assertThat(flagged(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The children kick their ball against our garage every evening.",
                "The lorry hit my wall and nobody has come.",
                "I can't see a way out of the car park since the new arrows were painted.",
                "You can't see the way out of this car park for the hedge.",
                "It would be better if I was not charged twice for one brown bin.",
                "We were late for the tip as my husband broke down on the A46.",
                "My husband punched in the code twice and the barrier stayed down.",
            })
    void what_only_sounds_like_it_is_not(String text) {
        assertThat(flagged(text)).isFalse();
    }

    private boolean flagged(String text) {
        return classifier
                .classify(Submission.ofText(TestCouncils.WEST_LINDSEY, Channel.EMAIL, text))
                .flags()
                .contains(Flag.SAFEGUARDING);
    }
}
