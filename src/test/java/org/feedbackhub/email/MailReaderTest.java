package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.feedbackhub.arrival.Finding;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailReaderTest {

    private static final String NOTE =
            """
            From: Dee Marsh <d.marsh@west-lindsey.gov.uk>
            To: experience@west-lindsey.gov.uk
            Subject: Phone feedback

            Caller: Mr Len Thirkell
            Telephone: 01632 960233
            E-mail: len.thirkell@example.org
            Address: 4 Mill Lane
            Scotter
            Feedback: Says the crew left his gate open
            and the dog got out.
            """;

    private static final String PROVEN = "Authentication-Results: mx.west-lindsey.gov.uk; dmarc=pass\n";

    @Test
    void a_residents_mail_becomes_a_submission() {
        Submission submission = Mails.submission(Mails.withHeaders("Message-ID: <1@example.org>\n"));

        assertThat(submission.channel()).isEqualTo(Channel.EMAIL);
        assertThat(submission.contact()).isEqualTo(Contact.byEmail("Ann Toyne", new EmailAddress("ann@example.org")));
        assertThat(submission.text()).isEqualTo("My bin was missed again.");
        assertThat(submission.origin().messageId()).isEqualTo("<1@example.org>");
        assertThat(submission.doubts()).isEmpty();
    }

    @Test
    void a_mail_without_sender_or_text_is_kept_for_a_person_to_see() {
        Submission submission = Mails.submission("To: experience@west-lindsey.gov.uk\nSubject: x\n\n");

        assertThat(submission.contact().contactable()).isFalse();
        assertThat(submission.doubts()).isNotEmpty();
    }

    @Test
    void another_language_is_flagged_and_seen_by_a_person() {
        Submission submission = Mails.submission(Mails.withHeaders("Content-Type: text/plain; charset=utf-8\n")
                .replace("My bin was missed again.", "Mój kosz nie został opróżniony już drugi raz w tym miesiącu"));

        assertThat(submission.flags()).contains(Flag.OTHER_LANGUAGE);
        assertThat(submission.doubts()).isNotEmpty();
    }

    @Test
    void a_call_passed_on_by_proven_staff_is_the_residents() {
        Submission submission = Mails.submission(PROVEN + NOTE);

        assertThat(submission.channel()).isEqualTo(Channel.PHONE);
        assertThat(submission.takenBy()).isEqualTo("d.marsh@west-lindsey.gov.uk");
        assertThat(submission.contact().name()).isEqualTo("Mr Len Thirkell");
        assertThat(submission.contact().email()).isEqualTo(new EmailAddress("len.thirkell@example.org"));
        assertThat(submission.contact().address()).isEqualTo("4 Mill Lane\nScotter");
        assertThat(submission.text()).isEqualTo("Says the crew left his gate open\nand the dog got out.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authentication-Results: mx.elsewhere.example; dmarc=pass\n",
                "Authentication-Results: mx.west-lindsey.gov.uk; dmarc=fail\n",
                "Authentication-Results: mx.west-lindsey.gov.uk; spf=pass smtp.mailfrom=other.example\n",
                "Authentication-Results: mx.west-lindsey.gov.uk; dmarc=fail\nAuthentication-Results: mx.west-lindsey.gov.uk; dmarc=pass\n"
            })
    void an_unproven_staff_address_gets_no_such_trust(String results) {
        Submission submission = Mails.submission(results + NOTE);

        assertThat(submission.channel()).isEqualTo(Channel.EMAIL);
        assertThat(submission.takenBy()).isNull();
        assertThat(submission.doubts()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authentication-Results: mx.west-lindsey.gov.uk; spf=pass smtp.mailfrom=west-lindsey.gov.uk\n",
                "Authentication-Results: mx.west-lindsey.gov.uk; spf=fail; dkim=pass header.d=west-lindsey.gov.uk\n"
            })
    void an_aligned_pass_proves_staff(String results) {
        assertThat(Mails.submission(results + NOTE).channel()).isEqualTo(Channel.PHONE);
    }

    @Test
    void an_outsider_who_imitates_the_form_is_an_ordinary_sender() {
        Submission submission =
                Mails.submission(PROVEN + NOTE.replace("d.marsh@west-lindsey.gov.uk", "d.marsh@example.org"));

        assertThat(submission.channel()).isEqualTo(Channel.EMAIL);
        assertThat(submission.contact().email()).isEqualTo(new EmailAddress("d.marsh@example.org"));
    }

    @Test
    void attachments_get_true_types_and_safe_names() {
        Submission submission = Mails.submission(
                """
                From: a@example.org
                Content-Type: multipart/mixed; boundary=b

                --b

                See attached
                --b
                Content-Type: image/jpeg
                Content-Disposition: attachment; filename="../../etc/pass<wd.jpg"

                %PDF-1.4 is what it really is
                --b--
                """);

        assertThat(submission.attachments()).singleElement().satisfies(attachment -> {
            assertThat(attachment.mediaType()).isEqualTo("application/pdf");
            assertThat(attachment.name()).isEqualTo("pass_wd.jpg");
        });
    }

    @Test
    void what_is_no_mail_is_unreadable() {
        assertThat(Mails.read("", false)).isInstanceOf(Finding.Unreadable.class);
    }

    @Test
    void a_mail_that_answers_ours_or_names_a_reference_is_seen_by_a_person() {
        Reference reference = Reference.of("WL", new int[] {7, 6, 5, 4, 3, 2, 1});

        Submission answer = Mails.submission(
                Mails.withHeaders("In-Reply-To: <" + reference + ".acknowledgement.x@west-lindsey.gov.uk>\n"));
        Submission naming =
                Mails.submission(Mails.withHeaders("").replace("missed again", "missed again, see " + reference));

        assertThat(answer.quoted()).containsExactly(reference);
        assertThat(naming.quoted()).containsExactly(reference);
        assertThat(answer.doubts()).isNotEmpty();
    }

    @Test
    void nothing_that_comes_in_a_header_can_begin_a_new_one() {
        Submission submission = Mails.submission(
                "From: =?utf-8?q?Ann=0D=0ABcc:_x?= <ann@example.org>\nSubject: =?utf-8?q?a=0D=0ABcc:_x?=\n"
                        + "Message-ID: =?utf-8?q?x=0D=0AX-Injected:_yes?=\n\nMy bin was missed.\n");

        assertThat(submission.subject()).doesNotContain("\r", "\n");
        assertThat(submission.contact().name()).doesNotContain("\r", "\n");
        assertThat(submission.origin().messageId()).doesNotContain("\r", "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authentication-Results: mx.west-lindsey.gov.uk; spf=fail smtp.mailfrom=dmarc=pass@evil.example\n",
                "Authentication-Results: mx.west-lindsey.gov.uk; dmarc=pass header.from=evil.example\n",
                "Authentication-Results: mx.west-lindsey.gov.uk; dmarc=fail (dmarc=pass); spf=none\n",
                "Authentication-Results: mx.west-lindsey.gov.uk; spf=pass smtp.mailfrom=west-lindsey.gov.uk@evil.example\n"
            })
    void a_verdict_that_the_sender_wrote_into_the_header_proves_nothing(String results) {
        assertThat(Mails.submission(results + NOTE).channel()).isEqualTo(Channel.EMAIL);
    }
}
