package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.Submission;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of what says nothing itself no model can know what it is, though each is sure of something. */
class TooLittleTest {

    private final Classifier classifier = TestClassifier.with(TestCouncils.read());

    @ParameterizedTest
    @ValueSource(strings = {"Friday.", "as discussed", "see below thanks"})
    void a_few_words_say_too_little(String text) {
        assertThat(sentFor(text)).contains("it says too little to be sure of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please see the photographs.",
                "Please find attached my letter of the 3rd. Regards, P Wold",
                "Two photos attached, thank you",
                "Hi, form enclosed as asked for. Jan",
            })
    void what_only_points_to_its_files_says_nothing_itself(String text) {
        assertThat(sentFor(text)).anyMatch(reason -> reason.startsWith("said-elsewhere: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nobody emptied our brown bin today, could you send somebody back please? 14 Mill Lane, Welton.",
                "The lid of my green bin has split. I have attached a photo so you can see which one it is. Could I have a new"
                        + " one please, it is number 31 Chapel Street, Caistor.",
            })
    void what_says_what_it_is_does_not(String text) {
        assertThat(classified(text).forReview()).isFalse();
    }

    private List<String> sentFor(String text) {
        Classification classified = classified(text);
        assertThat(classified.forReview()).isTrue();
        return classified.reasons().stream().map(Reason::text).toList();
    }

    private Classification classified(String text) {
        return classifier.classify(Submission.ofText(TestCouncils.WEST_LINDSEY, Channel.EMAIL, text));
    }
}
