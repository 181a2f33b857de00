package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.attachment.TestFiles;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.email.MailReader;
import org.feedbackhub.email.Mails;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.Test;

/** P11: what may tell of harm is looked for in the files that came with a message, too. */
class HarmInFilesTest {

    private static final String HARM = "The man from number 9 has been hitting my child again on Sunday.";
    private static final String HARMLESS = "The bin lorry left ours standing again, as it did on Sunday.";

    private final RawStore store = TestFiles.memoryStore();
    private final MailReader reader = Mails.reader(store);
    private final Classifier classifier = TestClassifier.with(TestCouncils.read(), TestFiles.attachedText(store));

    @Test
    @Clause("P11")
    void a_harmless_mail_with_a_file_that_tells_of_harm_is_flagged_with_the_reason_that_names_the_file() {
        for (byte[] file : new byte[][] {TestFiles.pdf(HARM), TestFiles.docx("Dear council", HARM)}) {
            Classification classification = classified(file);

            assertThat(classification.flags()).contains(Flag.SAFEGUARDING);
            assertThat(classification.forReview()).isTrue();
            assertThat(classification.reasons())
                    .extracting(Reason::text)
                    .anyMatch(one -> one.startsWith("in attachment 1: "));
        }
    }

    @Test
    @Clause("P11")
    void what_no_rule_knows_the_model_finds() {
        Classification classification = classified(TestFiles.docx(
                "Mum is 91 and has dementia. Her carer keeps her pension card and locks her in the bedroom all day, she has lost"
                        + " two stone and is terrified of her."));

        assertThat(classification.flags()).contains(Flag.SAFEGUARDING);
    }

    @Test
    void files_that_tell_of_none_are_not_flagged_and_change_nothing_else() {
        Classification without = classified(new byte[0]);

        for (byte[] file : new byte[][] {
            TestFiles.pdf(HARMLESS),
            TestFiles.docx(HARMLESS),
            {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16}
        }) {
            assertThat(classified(file)).isEqualTo(without);
        }
    }

    @Test
    void the_file_speaks_for_no_kind() {
        assertThat(classified(TestFiles.docx("I would like to make a formal complaint about a councillor."))
                        .kind())
                .isEqualTo(classified(new byte[0]).kind());
    }

    private Classification classified(byte[] file) {
        String mail = "From: Ann Toyne <ann@example.org>\nTo: experience@west-lindsey.gov.uk\nSubject: Our letter\n"
                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
                + "Please could you look at what I attach and let me know when the bins are emptied.\n--b\n"
                + "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"letter\"\n"
                + "Content-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(file) + "\n--b--\n";
        byte[] bytes = mail.getBytes(StandardCharsets.US_ASCII);
        Arrived arrived = new Arrived(
                "test",
                TestCouncils.WEST_LINDSEY,
                Channel.EMAIL,
                Instant.EPOCH,
                new RawItem("0".repeat(64), bytes.length));
        Finding finding = classifier.classify(reader.read(arrived, bytes, false));
        return ((Finding.Understood) finding).classification();
    }
}
