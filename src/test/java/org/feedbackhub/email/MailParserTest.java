package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MailParserTest {

    @Test
    void reads_sender_subject_and_text() {
        ParsedMail mail =
                Mails.parse("From: =?utf-8?Q?Si=C3=A2n_Eyles?= <sian@example.org>\nReply-To: s.eyles@example.net\n"
                        + "Subject: =?utf-8?B?R2FyZGVuIHdhc3Rl?=\n =?utf-8?Q?_and_caf=C3=A9?=\n\nHello\n");

        assertThat(mail.from()).hasValueSatisfying(from -> {
            assertThat(from.name()).isEqualTo("Siân Eyles");
            assertThat(from.address().value()).isEqualTo("sian@example.org");
        });
        assertThat(mail.replyTo()).isPresent();
        assertThat(mail.subject()).isEqualTo("Garden waste and café");
        assertThat(mail.text()).isEqualTo("Hello");
    }

    @Test
    void takes_what_the_person_typed_before_its_html_dressing() {
        String alternatives =
                """
                From: a@example.org
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                typed
                --b
                Content-Type: text/html

                <p>dressed</p>
                --b--
                """;

        assertThat(Mails.parse(alternatives).text()).isEqualTo("typed");
        assertThat(Mails.parse(alternatives.replace("typed", " ")).text()).isEqualTo("dressed");
    }

    @Test
    void decodes_what_is_in_another_charset_than_it_says() {
        byte[] windows = "From: a@example.org\nContent-Type: text/plain; charset=iso-8859-1\n\nit’s £5 “ok”"
                .getBytes(Charset.forName("windows-1252"));
        byte[] utf8 = "From: a@example.org\nContent-Type: text/plain; charset=us-ascii\n\nŁódź"
                .getBytes(StandardCharsets.UTF_8);
        byte[] unknown = "From: a@example.org\nContent-Type: text/plain; charset=x-nobody-knows\n\ncaf\u00e9"
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Mails.parse(windows).text()).isEqualTo("it’s £5 “ok”");
        assertThat(Mails.parse(utf8).text()).isEqualTo("Łódź");
        assertThat(Mails.parse(unknown).text()).isEqualTo("café");
    }

    @Test
    void joins_flowed_lines_and_keeps_fixed_ones() {
        String flowed =
                "From: a@example.org\nContent-Type: text/plain; format=flowed\n\nOne line that \ngoes on.\nNew.\n";

        assertThat(Mails.parse(flowed).text()).isEqualTo("One line that goes on.\nNew.");
        assertThat(Mails.parse(flowed.replace("; format=flowed", "")).text())
                .isEqualTo("One line that \ngoes on.\nNew.");
    }

    @Test
    void keeps_attachments_with_their_names() {
        ParsedMail mail = Mails.parse(
                """
                From: a@example.org
                Content-Type: multipart/mixed; boundary=b

                --b

                See the photo.
                --b
                Content-Type: image/jpeg
                Content-Disposition: attachment; filename*=utf-8''bin%20caf%C3%A9.jpg
                Content-Transfer-Encoding: base64

                aGVsbG8=
                --b
                Content-Type: message/rfc822

                From: c@example.org
                Subject: inner

                inner text
                --b--
                """);

        assertThat(mail.text()).isEqualTo("See the photo.");
        assertThat(mail.attachments()).hasSize(2);
        assertThat(mail.attachments().get(0).name()).isEqualTo("bin café.jpg");
        assertThat(mail.attachments().get(0).content()).asString().isEqualTo("hello");
        assertThat(mail.attachments().get(1).declaredType()).isEqualTo("message/rfc822");
    }

    @Test
    void takes_a_member_of_an_mbox() {
        assertThat(Mails.parse("From someone Mon Jun  1 09:00:00 2026\nFrom: a@example.org\n\nHi")
                        .text())
                .isEqualTo("Hi");
    }

    @Test
    void drops_signs_that_no_database_takes() {
        assertThat(Mails.parse("From: a@example.org\nSubject: a\u0000b\n\nx\u0000y")
                        .text())
                .isEqualTo("xy");
    }

    @Test
    void refuses_what_exceeds_a_limit_with_a_reason() {
        MailParser parser = new MailParser(Mails.LIMITS);
        String deep = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(12) + "\nx";

        assertThat(parser.parse(new byte[2 * 1024 * 1024])).isEqualTo(new MailParse.Refused("larger than 1 MB"));
        assertThat(parser.parse(("X-Long: " + "x".repeat(20_000) + "\n\nx").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(MailParse.Refused.class, refused -> assertThat(refused.reason())
                        .contains("limit"));
        assertThat(parser.parse(("From: a@example.org\n" + deep).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MailParse.class);
        assertThat(parser.parse("".getBytes(StandardCharsets.UTF_8))).isInstanceOf(MailParse.Refused.class);
    }

    @Test
    void hostile_messages_are_refused_or_read_in_a_moment() {
        MailParser parser = new MailParser(Mails.LIMITS);
        byte[] manyParts = ("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n"
                        + "--b\n\n\n".repeat(100_000))
                .getBytes(StandardCharsets.UTF_8);
        byte[] manyCells = ("From: a@example.org\nContent-Type: text/html\n\n<table><tr>" + "<td>x\n".repeat(100_000))
                .getBytes(StandardCharsets.UTF_8);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(parser.parse(manyParts)).isEqualTo(new MailParse.Refused("has more than 50 parts"));
            assertThat(parser.parse(manyCells)).isInstanceOf(MailParse.Read.class);
        });
    }
}
