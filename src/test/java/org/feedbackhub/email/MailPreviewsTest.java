package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.junit.jupiter.api.Test;

class MailPreviewsTest {

    private static final String HEADERS =
            "From: =?utf-8?q?Z=C3=B6e?= <zoe@example.org>\nTo: experience@west-lindsey.gov.uk\nSubject: Bins\n"
                    + "Message-ID: <1@example.org>\n";

    @Test
    void a_mail_that_can_be_read_is_shown_with_its_text_html_and_files() throws Exception {
        MailPreview preview = preview(
                HEADERS
                        + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hello<script>\n"
                        + "--b\nContent-Type: image/png\nContent-Disposition: attachment; filename=\"a\u202eb.png\"\n\nx\n--b--\n");

        assertThat(preview.readable()).isTrue();
        assertThat(preview.from()).isEqualTo("Zöe <zoe@example.org>");
        assertThat(preview.text()).isEqualTo("Hello");
        assertThat(preview.htmlSource())
                .hasValueSatisfying(html -> assertThat(html).contains("<script>"));
        assertThat(preview.files()).containsExactly("a[U+202E]b.png");
    }

    @Test
    void of_a_mail_that_cannot_be_read_sender_and_subject_are_made_out_and_its_beginning_is_shown() throws Exception {
        MailPreview preview = preview("X-Long: " + "x ".repeat(80_000) + "\n" + HEADERS + "\n\u0007bell\u0000\u007f\n");

        assertThat(preview.readable()).isFalse();
        assertThat(preview.subject()).isEqualTo("Bins");
        assertThat(preview.contact()).isEqualTo(Contact.byEmail("Zöe", new EmailAddress("zoe@example.org")));
        assertThat(preview.origin().messageId()).isEqualTo("<1@example.org>");
        assertThat(preview.text()).hasSize(4096).startsWith("X-Long: x x");
    }

    @Test
    void control_characters_are_shown_and_lines_stay_lines() throws Exception {
        MailPreview preview = preview("\0\u0007bell\u007f\r\nnext\tline");

        assertThat(preview.readable()).isFalse();
        assertThat(preview.text()).isEqualTo("\u2400\u2407bell\u2421\nnext\tline");
        assertThat(preview.contact()).isEqualTo(Contact.ANONYMOUS);
    }

    private MailPreview preview(String mail) throws Exception {
        RawStore store = Mails.memoryStore();
        RawItem raw = store.keep(out -> out.write(mail.getBytes(StandardCharsets.UTF_8)));
        return new MailPreviews(Mails.REAL_LIMITS, store)
                .of(new Arrived("test", new CouncilId("west-lindsey"), Channel.EMAIL, Instant.EPOCH, raw));
    }
}
