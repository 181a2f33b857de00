package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P21: a wish for another format or language is known to those who answer; speaking of one is no wish. */
class AccessibilityRulesTest {

    private final Councils councils = TestCouncils.read();
    private final Classifier classifier = TestClassifier.with(councils);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please send your answer in large print, my eyes are not what they were.",
                "Large print please.",
                "Could I have the leaflet in braille?",
                "My son needs the letter in an easy read version.",
                "Can you provide it on audio CD for my mother",
                "I would need a BSL interpreter for the meeting.",
                "i cant read your letters without help, can't read small print, ring me",
                "Is the form available in other ways, an accessible format perhaps?",
                "She prefers to be rung by text relay."
            })
    @Clause("P21")
    void a_wish_for_another_format_is_flagged(String text) {
        assertThat(flags(text)).contains(Flag.ACCESSIBLE_FORMAT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The font on your sign is large print.",
                "The braille on the lift buttons is worn away.",
                "Thank you for the audio tour of the museum, it was lovely.",
                "Your website is easy to read.",
                "The small print in your leaflet is a disgrace."
            })
    void a_format_that_is_spoken_of_is_not(String text) {
        assertThat(flags(text)).doesNotContain(Flag.ACCESSIBLE_FORMAT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please reply in Polish if you can.",
                "Could somebody explain it to my wife in her own language?",
                "We would need an interpreter at the office.",
                "Can the letter be translated?",
                "My husband does not speak English, I write for him.",
                "Is there a Lithuanian version of the form?"
            })
    @Clause("P21")
    void a_wish_for_another_language_is_flagged(String text) {
        assertThat(flags(text)).contains(Flag.OTHER_LANGUAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The Polish shop on Trinity Street leaves its boxes on the pavement.",
                "Two lads who spoke Romanian helped me with the bin, credit to them.",
                "The man on your phone could not speak English properly.",
                "Lost in translation is my favourite film, thank you for showing it."
            })
    void a_language_that_is_spoken_of_is_not(String text) {
        assertThat(flags(text)).doesNotContain(Flag.OTHER_LANGUAGE);
    }

    private Set<Flag> flags(String text) {
        return classifier
                .classify(Submission.ofText(TestCouncils.WEST_LINDSEY, Channel.EMAIL, text))
                .flags();
    }
}
