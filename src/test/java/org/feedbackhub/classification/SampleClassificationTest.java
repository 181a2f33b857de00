package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.email.Mails;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleClassificationTest {

    private final Councils councils = TestCouncils.read();
    private final Classifier classifier = TestClassifier.with(councils);

    private Classification classify(String sample) throws IOException {
        Path file = Path.of("src/main/resources/samples", sample + ".eml");
        var council = sample.startsWith("wl") ? TestCouncils.WEST_LINDSEY : TestCouncils.NORTH_KESTEVEN;
        Finding finding = classifier.classify(Mails.read(council, Files.readAllBytes(file), false));
        return ((Finding.Understood) finding).classification();
    }

    @ParameterizedTest
    @CsvSource({
        "wl-complaint-missed-bins, complaint, waste",
        "wl-phone-feedback-contact-centre, complaint, waste",
        "wl-comment-bottle-banks, comment, parking",
        "wl-compliment-bin-crew, compliment, waste",
        "wl-compliment-council-tax-officer, compliment, council-tax",
        "nk-councillor-conduct, councillor, ",
        "wl-foi-temporary-accommodation, information-request, housing",
        "wl-request-fly-tip-with-photo, service-request, street-cleansing",
        "wl-request-new-bins, service-request, waste",
        "nk-request-pothole-county-road, service-request, "
    })
    @Clause({"P2", "P10"})
    void is_sure_of_the_plain_ones(String sample, String kind, String area) throws IOException {
        Classification classification = classify(sample);

        assertThat(classification.kind().id()).isEqualTo(kind);
        assertThat(classification.forReview()).isFalse();
        assertThat(classification.reasons()).isNotEmpty();
        if (area != null) {
            assertThat(classification.serviceArea()).isNotNull();
            assertThat(classification.serviceArea().id()).isEqualTo(area);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nk-complaint-delayed-response-reply, complaint, environmental-health",
        "wl-complaint-polite-planning-notice, complaint, planning",
        "nk-comment-skate-park, comment, leisure",
        "nk-mixed-polling-station-postal-vote, complaint, elections"
    })
    void tells_what_others_are_whether_or_not_it_is_sure(String sample, String kind, String area) throws IOException {
        Classification classification = classify(sample);

        assertThat(classification.kind().id()).isEqualTo(kind);
        assertThat(classification.serviceArea()).isNotNull();
        assertThat(classification.serviceArea().id()).isEqualTo(area);
    }

    @Test
    void lists_the_praise_beside_the_complaint() throws IOException {
        assertThat(classify("nk-mixed-polling-station-postal-vote").kinds())
                .containsExactly(Kind.COMPLAINT, Kind.COMPLIMENT);
    }

    @ParameterizedTest
    @CsvSource({
        "wl-complaint-sarcastic-ticket-machine",
        "nk-complaint-tenant-damp-repairs",
        "nk-polish-recycling-bin",
        "wl-safeguarding-elderly-neighbour",
        // a child of twelve, alone with a bailiff
        "nk-complaint-angry-council-tax"
    })
    void leaves_the_others_to_a_person(String sample) throws IOException {
        assertThat(classify(sample).forReview()).isTrue();
    }

    @Test
    @Clause("P11")
    void looks_for_harm_first() throws IOException {
        assertThat(classify("wl-safeguarding-elderly-neighbour").flags()).contains(Flag.SAFEGUARDING);
        assertThat(classify("wl-complaint-missed-bins").flags()).doesNotContain(Flag.SAFEGUARDING);
    }

    @Test
    @Clause("P10")
    void flags_a_policy_question_where_the_policy_records_it_as_a_comment() throws IOException {
        Classification classification = classify("nk-question-bin-collection-policy");

        assertThat(classification.kind()).isEqualTo(Kind.COMMENT);
        assertThat(classification.flags()).contains(Flag.POLICY_QUESTION);
    }

    @Test
    @Clause("P12")
    void takes_no_praise_for_a_complaint_about_somebodys_english() throws IOException {
        assertThat(classify("nk-compliment-leisure-centre").flags())
                .doesNotContain(Flag.FLUENCY_DUTY, Flag.FLUENCY_DUTY_NOT_LEGITIMATE);
    }

    @Test
    @Clause("P23")
    void flags_a_tenancy() throws IOException {
        assertThat(classify("nk-complaint-tenant-damp-repairs").flags()).contains(Flag.TENANCY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abus_", "complain_", "child ", "elderly x", "thank you ", "a-", "bruis bruis "})
    void reads_hostile_text_of_the_longest_kind_in_a_moment(String repeated) {
        String text = repeated.repeat(200_000 / repeated.length());
        Submission submission = Submission.ofText(TestCouncils.WEST_LINDSEY, Channel.EMAIL, text);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> classifier.classify(submission));
    }
}
