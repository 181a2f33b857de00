package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.feedbackhub.CorpusReport;
import org.feedbackhub.classification.Measurement.Message;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Understanding, measured on real feedback about other services: patients' words, street reports, summaries of complaints. */
class RealFeedbackCorpus {

    private static final Path REPORT = Path.of("target/classification.md");

    /** As the labels of patients' words are meant: shorter ones say too little. */
    private static final int LEAST_CHARACTERS = 40;

    private static Classifier classifier;

    @BeforeAll
    static void begin() throws IOException {
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, "# Understanding, measured on real feedback\n\n");
        classifier = TestClassifier.with(TestCouncils.read());
    }

    @Test
    void patients_compliments_and_complaints() throws IOException {
        for (String set : List.of("nhs_phase1", "nhs_v6_2023")) {
            Measurement measured = measure(
                    set,
                    row -> row.path("label_confidence").asText().equals("strong")
                            && row.path("text").asText().length() >= LEAST_CHARACTERS
                            && List.of("COMPLIMENT", "COMPLAINT")
                                    .contains(row.path("suggested_kind").asText()),
                    row -> Kind.valueOf(row.path("suggested_kind").asText()));

            assertThat(measured.accuracy()).as(measured.line()).isGreaterThanOrEqualTo(0.75);
        }
    }

    @Test
    void street_reports_that_tell_of_no_earlier_one() throws IOException {
        Measurement measured = measure(
                "fixmystreet_london_sample",
                row -> !row.path("escalation_cue").asBoolean(),
                row -> Kind.SERVICE_REQUEST);

        assertThat(measured.accuracy()).as(measured.line()).isGreaterThanOrEqualTo(0.85);
    }

    @Test
    void summaries_of_tenants_complaints() throws IOException {
        Measurement measured = measure("housing_ombudsman_la", row -> true, row -> Kind.COMPLAINT);

        assertThat(measured.accuracy()).as(measured.line()).isGreaterThanOrEqualTo(0.6);
    }

    private interface Labelled {
        Kind kind(JsonNode row);
    }

    private static Measurement measure(String set, Predicate<JsonNode> scored, Labelled label) throws IOException {
        Path file = CorpusReport.folder(set).resolve("data.jsonl");
        ObjectMapper json = new ObjectMapper();
        List<Message> messages = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode row = json.readTree(line);
            if (scored.test(row)) {
                String title = row.path("title").asText();
                messages.add(new Message(
                        TestCouncils.WEST_LINDSEY,
                        title.isBlank()
                                ? row.path("text").asText()
                                : title + "\n" + row.path("text").asText(),
                        label.kind(row),
                        null,
                        null,
                        null));
            }
        }
        Measurement measured = Measurement.of(set, messages, classifier);
        Files.writeString(REPORT, measured.markdown(), StandardOpenOption.APPEND);
        System.out.println(measured.line());
        return measured;
    }
}
