package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void html_keeps_paragraphs_lists_links_and_cells() {
        String text = HtmlText.of(
                "<html><head><style>p{}</style><title>t</title></head><body><p>Dear <b>all</b>,</p>"
                        + "<p>two&nbsp;things:<br>see</p><ul><li>bins</li><li>paths</li></ul>"
                        + "<table><tr><td>a</td><td>b</td></tr></table><a href=\"https://example.org/x\">here</a></body></html>",
                Allowance.of(Mails.LIMITS));

        assertThat(text)
                .isEqualTo("Dear all,\n\ntwo things:\nsee\n\n- bins\n- paths\n\na b\n\nhere <https://example.org/x>");
    }

    @Test
    void history_signature_and_phone_lines_are_not_what_the_person_wrote() {
        String full =
                """
                Still not collected.

                Sent from my iPhone

                On 3 Nov 2026, at 10:00, Experience <experience@west-lindsey.gov.uk> wrote:
                > Thank you for your message.
                """;

        assertThat(Mails.words().of(full)).isEqualTo("Still not collected.");
        assertThat(Mails.words().of("Hello\n-- \nAnn\n01632 960001")).isEqualTo("Hello");
        assertThat(Mails.words().of("Please see\n\nFrom: WLDC\nSent: Monday\nTo: Ann\n\nOld text"))
                .isEqualTo("Please see");
    }

    @Test
    void a_sentence_that_only_begins_like_history_stays() {
        String text = "On Monday my neighbour wrote to you.\nFrom: there it went downhill.";

        assertThat(Mails.words().of(text)).isEqualTo(text);
        assertThat(Mails.words().of("> all of it quoted")).isEqualTo("> all of it quoted");
    }
}
