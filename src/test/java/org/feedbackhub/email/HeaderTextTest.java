package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=|café",
                "=?UTF-8?B?Q2Fmw6k=?= =?UTF-8?B?IHRvbw==?=|Café too",
                "=?iso-8859-1?q?Sian=B4s_bin?=|Sian´s bin",
                "=?utf-8*en?Q?bin_day?=|bin day",
                "=?iso-2022-jp?B?GyRCJDQkXxsoQg==?=|ごみ",
                "Re: =?utf-8?Q?bins?= and =?utf-8?Q?paths?= too|Re: bins and paths too",
                "=?x-unknown?Q?caf=E9?=|café",
                "=?utf-8?Q?a b c?=|a b c",
                "=?utf-8?B?Q2Fmw6k?=|Café",
                "is 2 =? 3 or not|is 2 =? 3 or not",
                "=?utf-8?X?abc?=|=?utf-8?X?abc?=",
                "=?utf-8?Q?never ends|=?utf-8?Q?never ends",
            })
    void encoded_words_become_text_and_all_else_stays(String value, String text) {
        assertThat(HeaderText.decoded(value)).isEqualTo(text);
    }

    @Test
    void headers_with_signs_beyond_ascii_are_read_in_utf8_or_windows() {
        String mail = "From: Siân Eyles <sian@example.org>\nSubject: Café – again\n\nx";

        assertThat(Mails.parse(mail).subject()).isEqualTo("Café – again");
        assertThat(Mails.parse(mail).from().orElseThrow().name()).isEqualTo("Siân Eyles");
        assertThat(Mails.parse("From: a@example.org\nSubject: Caf\u00e9\n\nx".getBytes(StandardCharsets.ISO_8859_1))
                        .subject())
                .isEqualTo("Café");
    }

    @Test
    void a_header_in_no_declared_charset_is_in_that_of_the_text() {
        byte[] mail = "From: a@example.org\nSubject: 垃圾桶\nContent-Type: text/plain; charset=gb2312\n\n垃圾桶\n"
                .getBytes(Charset.forName("gb18030"));

        assertThat(Mails.parse(mail).subject()).isEqualTo("垃圾桶");
        assertThat(Mails.parse("Subject: 5+5- ok\nContent-Type: text/plain; charset=utf-7\n\nx")
                        .subject())
                .isEqualTo("5+5- ok");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attachment; filename*=utf-8''bin%20caf%C3%A9.jpg|bin café.jpg",
                "attachment; filename*0=\"a very \"; filename*1=\"long name.jpg\"|a very long name.jpg",
                "attachment; filename*0*=utf-8''caf%C3%A9; filename*1*=%20bin; filename*2=.jpg|café bin.jpg",
                "attachment; filename=\"=?utf-8?Q?caf=C3=A9.jpg?=\"|café.jpg",
                "attachment; filename=\"café.jpg\"|café.jpg",
                "attachment; filename=plain.jpg;|plain.jpg",
            })
    void names_of_files_are_read_however_they_are_written(String disposition, String name) {
        ParsedMail mail =
                Mails.parse("From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\n"
                        + "Content-Type: image/jpeg\nContent-Disposition: " + disposition + "\n\nx\n--b--\n");

        assertThat(mail.attachments()).singleElement().satisfies(file -> assertThat(file.name())
                .isEqualTo(name));
    }
}
