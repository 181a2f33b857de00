package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.feedbackhub.email.ForwardedMessages.Forwarded;
import org.feedbackhub.feedback.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedMessagesTest {

    private static final String NOTE = "Please log this one.\n\nDee\n\n";
    private static final String BODY = "The lamp is out.\n\nLen";

    private final ForwardedMessages messages = Mails.forwardedMessages();

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Gmail
                "---------- Forwarded message ---------\nFrom: Len Thirkell <len@example.org>\nDate: Tue, 3 Nov 2026 at 10:02\nSubject: Lamp\nTo: <desk@west-lindsey.gov.uk>\n\n\n",
                // Outlook on the web
                "________________________________\nFrom: Len Thirkell <len@example.org>\nSent: 03 November 2026 10:02\nTo: Desk <desk@west-lindsey.gov.uk>\nSubject: Lamp\n\n",
                // Outlook, older
                "From: Len Thirkell [mailto:len@example.org]\nSent: 03 November 2026 10:02\nTo: Desk\nCc: Lighting; Highways\nSubject: Lamp\n\n",
                "-----Original Message-----\nFrom: Len Thirkell <len@example.org>\nSent: 03 November 2026 10:02\nTo: Desk <desk@west-lindsey.gov.uk>\nSubject: Lamp\n\n",
                // bold, in text made from HTML
                "*From:* Len Thirkell <len@example.org>\n*Sent:* 03 November 2026 10:02\n*To:* Desk\n*Subject:* Lamp\n\n",
                "**From:** Len Thirkell <len@example.org<mailto:len@example.org>>\n**Sent:** 03 November 2026\n**To:** Desk\n**Subject:** Lamp\n\n",
                // blank lines and broken values
                "From: Len Thirkell <\nlen@example.org>\nSent: 03 November 2026\nTo: Desk <desk@west-lindsey.gov.uk>,\n Lighting <lighting@west-lindsey.gov.uk>\nSubject: Lamp\n\n",
                // Notes
                "----- Forwarded by Dee Marsh/WLDC on 03/11/2026 11:10 -----\n\nFrom:\tLen Thirkell <len@example.org>\nTo:\tdesk@west-lindsey.gov.uk\nDate:\t03/11/2026 10:02\nSubject:\tLamp\n\n",
                // Mail.ru, IONOS, web mail
                "-------- Пересылаемое сообщение --------\nОт кого: Len Thirkell <len@example.org>\nКому: desk@west-lindsey.gov.uk\nДата: 3 ноября 2026, 10:02\nТема: Lamp\n\n",
                "-------- Original Message --------\nSubject: Lamp\nDate: 2026-11-03 10:02\nFrom: Len Thirkell <len@example.org>\nTo: desk@west-lindsey.gov.uk\n\n",
                // Croatian Outlook, Lithuanian and Latvian
                "Šalje: Len Thirkell <len@example.org>\nPoslano: utorak, 3. studenoga 2026. 10:02\nPrima: Desk\nPredmet: Lamp\n\n",
                "Nuo: Len Thirkell <len@example.org>\nIšsiųsta: 2026 m. lapkričio 3 d.\nKam: Desk\nTema: Lamp\n\n",
                "No: Len Thirkell <len@example.org>\nNosūtīts: otrdiena, 2026. gada 3. novembris\nKam: Desk\nTēma: Lamp\n\n",
                // a label that is not known
                "From: Len Thirkell <len@example.org>\nWhenever: 03 November 2026\nTo: Desk\nSubject: Lamp\n\n",
                // one line
                "----- Forwarded message ----- From: Len Thirkell <len@example.org>To: \"desk@west-lindsey.gov.uk\" <desk@west-lindsey.gov.uk>Sent: Tuesday, 3 November 2026, 10:02 GMTSubject: Lamp\n\n",
                // Outlook for Mac, old
                "On 03/11/2026, 10:02, \"Len Thirkell\" <len@example.org> wrote:\n\n",
                "Le 03/11/2026 10:02, « Len Thirkell » <len@example.org> a écrit :\n\n",
                "På 03.11.2026 10:02 skrev \"Len Thirkell\" <len@example.org>:\n\n",
                "Op 03/11/2026 10:02 heeft Len Thirkell <len@example.org> geschreven:\n\n",
                "Dne 03/11/2026 10:02, Len Thirkell <len@example.org> napsal(a):\n\n",
                "03/11/2026, 10:02, пользователь Len Thirkell <len@example.org> написал:\n\n",
                "Am 3. November 2026 um 10:02 Uhr schrieb Len Thirkell <len@example.org>:\n\n"
            })
    void the_message_is_found_as_mail_programs_show_it(String head) {
        Forwarded found = messages.find("Fwd: Lamp", NOTE + head + BODY).orElseThrow();

        assertThat(found.sender().name()).isEqualTo("Len Thirkell");
        assertThat(found.sender().address()).contains(new EmailAddress("len@example.org"));
        assertThat(found.subject()).isIn("Lamp", null);
        assertThat(found.body()).isEqualTo(BODY);
        assertThat(found.note()).isEqualTo(NOTE.strip());
    }

    @Test
    void quote_marks_come_off_and_what_the_forwarder_wrote_below_stays_out() {
        Forwarded found = messages.find(
                        "",
                        """
                        > Begin forwarded message:
                        >
                        > From: Len Thirkell <len@example.org>
                        > Subject: Lamp
                        > Date: 3 November 2026 at 10:02:11 GMT
                        > Reply-To: Thirkell family <family@example.org>
                        >
                        > The lamp is out.
                        >> Is it?

                        Dee Marsh, Customer Services
                        """)
                .orElseThrow();

        assertThat(found.body()).isEqualTo("The lamp is out.\n> Is it?");
        assertThat(found.date()).isEqualTo("3 November 2026 at 10:02:11 GMT");
        assertThat(found.replyTo().orElseThrow().address()).contains(new EmailAddress("family@example.org"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            textBlock =
                    """
                    Len Thirkell <len@example.org>                        | Len Thirkell  | len@example.org
                    "Thirkell, Len" <len@example.org>                     | Thirkell, Len | len@example.org
                    'Len Thirkell' <len@example.org>                      | Len Thirkell  | len@example.org
                    "'Len Thirkell'" <len@example.org>                    | Len Thirkell  | len@example.org
                    'Len Thirkell' via Desk <desk@example.org>            | Len Thirkell  | desk@example.org
                    Len Thirkell <len@example.org<mailto:len@example.org>> | Len Thirkell | len@example.org
                    Len Thirkell <mailto:len@example.org>                 | Len Thirkell  | len@example.org
                    Len Thirkell [mailto:len@example.org]                 | Len Thirkell  | len@example.org
                    Len Thirkell [len@example.org]                        | Len Thirkell  | len@example.org
                    Len Thirkell (len@example.org)                        | Len Thirkell  | len@example.org
                    *Len Thirkell* <len@example.org>                      | Len Thirkell  | len@example.org
                    Seán O'Neill-Ó Briain <sean@example.org>              | Seán O'Neill-Ó Briain | sean@example.org
                    len@example.org <len@example.org>                     | -             | len@example.org
                    "len@example.org" <len@example.org>                   | -             | len@example.org
                    len@example.org                                       | -             | len@example.org
                    <len@example.org>                                     | -             | len@example.org
                    [len@example.org]                                     | -             | len@example.org
                    Len Thirkell                                          | Len Thirkell  | -
                    """)
    void names_and_addresses_come_as_programs_show_them(String shown, String name, String address) {
        Forwarded found = messages.find(
                        "FW: Lamp", "From: " + shown + "\nSent: 3 November 2026\nTo: Desk\nSubject: Lamp\n\n" + BODY)
                .orElseThrow();

        assertThat(found.sender().name()).isEqualTo(name);
        assertThat(found.sender().address().map(EmailAddress::value).orElse(null))
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Re: Lamp|On 3 Nov 2026 at 10:02, Len Thirkell <len@example.org> wrote:\n> The lamp is out.",
                "RE: Lamp|Noted.\n\nFrom: Len <len@example.org>\nSent: 3 November 2026\nTo: Desk\nSubject: Lamp\n\nThe lamp is out.",
                "AW: Lamp|-----Original Message-----\nFrom: Len <len@example.org>\nSent: 3 November\n\nThe lamp is out.",
                "Lamp|Noted.\n\nOn 3 Nov 2026 at 10:02, Len Thirkell <len@example.org> wrote:\n> The lamp is out.",
                "Fwd: Lamp|From: the road you cannot see it.\nTo: the left is our gate.",
                "Lamp|Forwarded message: none, sorry."
            })
    void an_answer_or_prose_is_no_forwarded_message(String mail) {
        int bar = mail.indexOf('|');

        assertThat(messages.find(mail.substring(0, bar), mail.substring(bar + 1)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Fwd: Lamp, Lamp",
        "FW: Fwd: Lamp, Lamp",
        "WG: Lamp, Lamp",
        "TR : Lamp, Lamp",
        "İLT: Lamp, Lamp",
        "Fwd: Re: Lamp, Re: Lamp",
        "Forward planning, Forward planning",
        "Lamp, Lamp"
    })
    void the_subject_loses_what_forwarding_put_before_it(String subject, String plain) {
        assertThat(messages.withoutForward(subject)).isEqualTo(plain);
    }
}
