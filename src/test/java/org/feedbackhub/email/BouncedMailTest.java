package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.feedbackhub.arrival.DeliveryReport;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Reference;
import org.junit.jupiter.api.Test;

class BouncedMailTest {

    private static final String OURS = "<WL-7K3M-9QD2.acknowledgement.5b1f@west-lindsey.gov.uk>";
    private static final String RETURNED = "Return-Path: <experience@west-lindsey.gov.uk>\n"
            + "From: West Lindsey <experience@west-lindsey.gov.uk>\nTo: ann@example.org\nSubject: Your feedback\n"
            + "Message-ID: " + OURS + "\n";

    @Test
    void postfix_names_recipient_status_and_the_mail_in_its_parts() {
        DeliveryReport report = report(dsn("failed", "5.1.1", "message/rfc822", RETURNED + "\nThank you\n"));

        assertThat(report.messageIds()).containsExactly(OURS);
        assertThat(report.recipients()).containsExactly(new EmailAddress("ann@example.org"));
        assertThat(report.failed()).isTrue();
        assertThat(report.status()).isEqualTo("5.1.1");
    }

    @Test
    void headers_alone_tell_the_mail_too() {
        assertThat(report(dsn("failed", "5.7.1", "text/rfc822-headers", RETURNED))
                        .messageIds())
                .containsExactly(OURS);
    }

    @Test
    void a_delay_is_not_a_failure() {
        DeliveryReport report = report(dsn("delayed", "4.4.1", "text/rfc822-headers", RETURNED));

        assertThat(report.failed()).isFalse();
        assertThat(report.status()).isEqualTo("4.4.1");
    }

    @Test
    void what_was_delivered_or_passed_on_has_not_failed() {
        assertThat(report(dsn("relayed", "2.0.0", "text/rfc822-headers", RETURNED))
                        .failed())
                .isFalse();
    }

    @Test
    void of_several_recipients_those_count_that_failed() {
        String both = dsn("failed", "5.1.1", "text/rfc822-headers", RETURNED)
                .replace(
                        "Status: 5.1.1\n",
                        "Status: 5.1.1\n\nFinal-Recipient: rfc822; len@example.net\nAction: delivered\nStatus: 2.0.0\n");

        assertThat(report(both).recipients()).containsExactly(new EmailAddress("ann@example.org"));
        assertThat(report(both).failed()).isTrue();
    }

    @Test
    void exchange_online_answers_the_mail_by_its_message_id() {
        String mail = "From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org>\n"
                + "To: experience@west-lindsey.gov.uk\nSubject: Undeliverable: Your feedback\nIn-Reply-To: " + OURS
                + "\n"
                + "References: " + OURS + "\nX-MS-Exchange-Message-Is-Ndr:\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
                + "--b\nContent-Type: text/html\n\n<p>Your message to ann@example.org couldn't be delivered.</p>\n"
                + "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns;mail.example.org\n\n"
                + "Final-Recipient: rfc822;ann@example.org\nAction: failed\nStatus: 5.1.10\n--b--\n";

        assertThat(report(mail))
                .isEqualTo(new DeliveryReport(
                        List.of(OURS), List.of(), List.of(new EmailAddress("ann@example.org")), true, "5.1.10"));
    }

    @Test
    void an_address_of_its_own_to_come_back_to_tells_the_feedback() {
        Reference reference = Reference.of("WL", new int[] {1, 2, 3, 4, 5, 6, 7});
        String mail = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nTo: experience+" + reference
                + "@west-lindsey.gov.uk\nSubject: failure notice\n\nSorry, no mailbox here by that name.\n";

        assertThat(report(mail).references()).containsExactly(reference);
    }

    @Test
    void exim_writes_the_recipient_into_a_header_and_the_mail_into_the_text() {
        String mail = "From: Mail Delivery System <Mailer-Daemon@mx.example.net>\nTo: experience@west-lindsey.gov.uk\n"
                + "X-Failed-Recipients: ann@example.org\nSubject: Mail delivery failed: returning message to sender\n\n"
                + "This message was created automatically by mail delivery software.\n\n  ann@example.org\n"
                + "    SMTP error from remote mail server after RCPT TO:<ann@example.org>:\n    550 5.2.1 mailbox disabled\n\n"
                + "------ This is a copy of the message, including all the headers. ------\n\n" + RETURNED
                + "\nThank you\n";

        DeliveryReport report = report(mail);

        assertThat(report.messageIds()).containsExactly(OURS);
        assertThat(report.recipients()).containsExactly(new EmailAddress("ann@example.org"));
        assertThat(report.status()).isEqualTo("5.2.1");
    }

    @Test
    void qmail_says_all_in_words() {
        String mail =
                "From: MAILER-DAEMON@mx.example.net\nTo: experience@west-lindsey.gov.uk\nSubject: failure notice\n\n"
                        + "Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message.\n\n"
                        + "<ann@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
                        + "--- Below this line is a copy of the message.\n\n" + RETURNED + "\nThank you\n";

        DeliveryReport report = report(mail);

        assertThat(report.messageIds()).containsExactly(OURS);
        assertThat(report.recipients()).containsExactly(new EmailAddress("ann@example.org"));
        assertThat(report.failed()).isTrue();
        assertThat(report.status()).isEqualTo("5.1.1");
    }

    @Test
    void a_warning_in_words_is_not_a_failure() {
        String mail =
                "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>\nTo: experience@west-lindsey.gov.uk\n"
                        + "Subject: Warning: could not send message for past 4 hours\n\n"
                        + "THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\n<ann@example.org>: deferred\n";

        assertThat(report(mail).failed()).isFalse();
    }

    @Test
    void a_return_address_may_carry_the_recipient() {
        String mail = "From: MAILER-DAEMON@mx.example.net\nTo: bounces+ann=example.org@west-lindsey.gov.uk\n"
                + "Subject: failure notice\n\nThe mailbox is full.\n";

        assertThat(report(mail).recipients()).containsExactly(new EmailAddress("ann@example.org"));
    }

    @Test
    void a_read_receipt_is_no_failure() {
        String mail = "From: ann@example.org\nTo: experience@west-lindsey.gov.uk\nSubject: Read: Your feedback\n"
                + "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
                + "--b\n\nYour message was read.\n--b\nContent-Type: message/disposition-notification\n\n"
                + "Final-Recipient: rfc822;ann@example.org\nOriginal-Message-ID: " + OURS + "\n"
                + "Disposition: manual-action/MDN-sent-manually; displayed\n--b--\n";

        DeliveryReport report = report(mail);

        assertThat(report.failed()).isFalse();
        assertThat(report.messageIds()).containsExactly(OURS);
    }

    @Test
    void an_out_of_office_reply_is_no_report() {
        assertThat(Mails.read(Mails.withHeaders("Auto-Submitted: auto-replied\n"), false))
                .isInstanceOfSatisfying(Finding.Automatic.class, automatic -> assertThat(automatic.report())
                        .isNull());
    }

    private static DeliveryReport report(String mail) {
        DeliveryReport report = ((Finding.Automatic) Mails.read(mail, false)).report();
        assertThat(report).isNotNull();
        return report;
    }

    private static String dsn(String action, String status, String type, String returned) {
        return "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net (Mail Delivery System)\n"
                + "To: experience@west-lindsey.gov.uk\nSubject: Delivery Status Notification\nAuto-Submitted: auto-replied\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b/1\"\n\n"
                + "--b/1\nContent-Type: text/plain\n\nThis is the mail system at host mx.example.net.\n\n"
                + "--b/1\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
                + "Final-Recipient: rfc822; ann@example.org\nOriginal-Recipient: rfc822;ann@example.org\nAction: "
                + action
                + "\nStatus: " + status + "\nDiagnostic-Code: smtp; 550 words of the server\n\n"
                + "--b/1\nContent-Type: " + type + "\n\n" + returned + "\n--b/1--\n";
    }
}
