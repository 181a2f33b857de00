package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Submission;
import org.junit.jupiter.api.Test;

class StaffMailTest {

    private static final String PROVEN = "Authentication-Results: mx.west-lindsey.gov.uk; dmarc=pass\n";
    private static final String OFFICER = "From: Dee Marsh <d.marsh@west-lindsey.gov.uk>\n";
    private static final String OUTSIDER = "From: Dee Marsh <d.marsh@example.org>\n";
    private static final EmailAddress LEN = new EmailAddress("len@example.org");

    private static final String FORWARDED =
            """
            To: experience@west-lindsey.gov.uk
            Subject: FW: Lamp out in Mill Lane

            For logging please.

            -- \s
            Dee Marsh, Customer Services

            From: Len Thirkell <len@example.org>
            Sent: 03 November 2026 10:02
            To: Desk <desk@west-lindsey.gov.uk>
            Subject: Lamp out in Mill Lane

            The lamp by the chapel is out again.

            Len

            On 1 Nov 2026 at 09:00, Desk <desk@west-lindsey.gov.uk> wrote:
            > It will be mended.
            """;

    private static final String ATTACHED =
            """
            Subject: Please log
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            One for you.
            --b
            Content-Type: message/rfc822

            From: %s
            Reply-To: Thirkell family <family@example.org>
            Subject: Lamp
            Content-Type: text/plain; charset=utf-8

            %s
            --b--
            """;

    @Test
    void a_forwarded_mail_is_the_residents_who_wrote_it() {
        Submission submission = Mails.submission(PROVEN + OFFICER + FORWARDED);

        assertThat(submission.channel()).isEqualTo(Channel.EMAIL);
        assertThat(submission.takenBy()).isEqualTo("d.marsh@west-lindsey.gov.uk");
        assertThat(submission.contact().name()).isEqualTo("Len Thirkell");
        assertThat(submission.contact().email()).isEqualTo(LEN);
        assertThat(submission.subject()).isEqualTo("Lamp out in Mill Lane");
        assertThat(submission.text()).isEqualTo("The lamp by the chapel is out again.\n\nLen");
        assertThat(submission.fullText()).contains("For logging please.");
        assertThat(submission.doubts()).isEmpty();
    }

    @Test
    void an_unproven_officer_and_an_outsider_are_ordinary_senders() {
        Submission unproven = Mails.submission(OFFICER + FORWARDED);
        Submission outsider = Mails.submission(PROVEN + OUTSIDER + FORWARDED);

        assertThat(unproven.takenBy()).isNull();
        assertThat(unproven.doubts()).isNotEmpty();
        assertThat(outsider.takenBy()).isNull();
        assertThat(outsider.contact().email()).isEqualTo(new EmailAddress("d.marsh@example.org"));
        assertThat(outsider.text()).isEqualTo("For logging please.");
    }

    @Test
    void an_attached_mail_is_its_senders_and_answers_go_where_they_ask() {
        String mail = ATTACHED.formatted("Len Thirkell <len@example.org>", "The lamp is out.\n\nSent from my iPhone");

        Submission submission = Mails.submission(PROVEN + OFFICER + mail);

        assertThat(submission.takenBy()).isEqualTo("d.marsh@west-lindsey.gov.uk");
        assertThat(submission.contact().name()).isEqualTo("Len Thirkell");
        assertThat(submission.contact().email()).isEqualTo(new EmailAddress("family@example.org"));
        assertThat(submission.subject()).isEqualTo("Lamp");
        assertThat(submission.text()).isEqualTo("The lamp is out.");
        assertThat(submission.fullText()).contains("One for you.", "The lamp is out.");
        assertThat(submission.channel()).isEqualTo(Channel.EMAIL);
    }

    @Test
    void an_outsiders_attached_mail_is_only_an_attachment() {
        String mail = ATTACHED.formatted("Len Thirkell <len@example.org>", "The lamp is out.");

        Submission submission = Mails.submission(PROVEN + OUTSIDER + mail);

        assertThat(submission.takenBy()).isNull();
        assertThat(submission.text()).isEqualTo("One for you.");
        assertThat(submission.attachments()).hasSize(1);
    }

    @Test
    void a_forward_of_a_forward_is_the_residents() {
        Submission submission = Mails.submission(
                PROVEN + OFFICER
                        + """
                        Subject: Fwd: FW: Lamp

                        Can you take this?

                        ---------- Forwarded message ---------
                        From: Jo Harker <j.harker@west-lindsey.gov.uk>
                        Date: Tue, 3 Nov 2026 at 11:30
                        Subject: FW: Lamp
                        To: Dee Marsh <d.marsh@west-lindsey.gov.uk>

                        One for you, Dee.

                        From: Len Thirkell <len@example.org>
                        Sent: 03 November 2026 10:02
                        To: Jo Harker
                        Subject: Lamp

                        The lamp is out.
                        """);

        assertThat(submission.contact().email()).isEqualTo(LEN);
        assertThat(submission.text()).isEqualTo("The lamp is out.");
    }

    @Test
    void a_forward_inside_an_attached_mail_of_a_colleague_is_the_residents() {
        String inner = "---------- Forwarded message ---------\nFrom: Len Thirkell <len@example.org>\n"
                + "Date: 3 Nov 2026\nSubject: Lamp\nTo: Jo\n\nThe lamp is out.";

        Submission submission =
                Mails.submission(PROVEN + OFFICER + ATTACHED.formatted("j.harker@west-lindsey.gov.uk", inner));

        assertThat(submission.contact().email()).isEqualTo(LEN);
        assertThat(submission.text()).isEqualTo("The lamp is out.");
        assertThat(submission.takenBy()).isEqualTo("d.marsh@west-lindsey.gov.uk");
    }

    @Test
    void what_a_resident_quotes_or_forwards_themselves_stays_theirs() {
        Submission submission = Mails.submission(
                PROVEN + OFFICER
                        + """
                        Subject: Fwd: Gutters

                        ---------- Forwarded message ---------
                        From: Len Thirkell <len@example.org>
                        Date: Tue, 3 Nov 2026 at 11:30
                        Subject: Fwd: Gutters
                        To: Desk <desk@west-lindsey.gov.uk>

                        See what your contractor writes to me.

                        ---------- Forwarded message ---------
                        From: Gutters Ltd <office@gutters.example>
                        Date: Mon, 2 Nov 2026 at 09:10
                        Subject: Gutters
                        To: Len Thirkell <len@example.org>

                        No time before spring.
                        """);

        assertThat(submission.contact().email()).isEqualTo(LEN);
        assertThat(submission.text()).isEqualTo("See what your contractor writes to me.");
    }

    @Test
    void a_colleagues_mail_without_a_resident_is_seen_by_a_person() {
        Submission submission = Mails.submission(
                PROVEN + OFFICER
                        + """
                        Subject: FW: Rota

                        From: Jo Harker <j.harker@west-lindsey.gov.uk>
                        Sent: 03 November 2026 10:02
                        To: Dee Marsh
                        Subject: Rota

                        Who is on tomorrow?
                        """);

        assertThat(submission.takenBy()).isNull();
        assertThat(submission.doubts()).contains("it came from a council address and does not say for whom");
    }

    @Test
    void a_note_above_a_forwarded_mail_goes_before_it() {
        Submission submission = Mails.submission(
                PROVEN
                        + OFFICER
                        + FORWARDED.replace(
                                "For logging please.",
                                "Caller: Mrs Smith\nChannel: counter\nFeedback: Came in about the lamp her neighbour wrote of."));

        assertThat(submission.contact().name()).isEqualTo("Mrs Smith");
        assertThat(submission.channel()).isEqualTo(Channel.FACE_TO_FACE);
        assertThat(submission.text()).isEqualTo("Came in about the lamp her neighbour wrote of.");
    }

    @Test
    void labels_in_what_the_resident_wrote_are_no_note() {
        Submission submission = Mails.submission(PROVEN
                + OFFICER
                + FORWARDED.replace(
                        "The lamp by the chapel is out again.",
                        "Name: Len Thirkell\nPhone: 01632 960777\nMessage: the lamp is out again."));

        assertThat(submission.channel()).isEqualTo(Channel.EMAIL);
        assertThat(submission.contact().email()).isEqualTo(LEN);
        assertThat(submission.text()).startsWith("Name: Len Thirkell");
    }

    @Test
    void of_several_attached_mails_the_first_is_taken_and_a_person_sees_it() {
        String part = "--b\nContent-Type: message/rfc822\n\nFrom: ann@example.org\nSubject: Bins\n\nBin missed.\n--b--";
        String mail = ATTACHED.formatted("Len Thirkell <len@example.org>", "The lamp is out.")
                .replace("--b--", part);

        Submission submission = Mails.submission(PROVEN + OFFICER + mail);

        assertThat(submission.text()).isEqualTo("The lamp is out.");
        assertThat(submission.doubts()).anyMatch(doubt -> doubt.contains("more than one message"));
    }
}
