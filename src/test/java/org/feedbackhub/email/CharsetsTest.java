package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetsTest {

    @ParameterizedTest
    @CsvSource({
        "gb2312, GB18030, 垃圾桶没有收",
        "GBK, GB18030, 垃圾桶没有收",
        "ks_c_5601-1987, x-windows-949, 쓰레기통이 비워지지 않았습니다",
        "iso-2022-jp, ISO-2022-JP, ごみが回収されません",
        "iso-2022-kr, ISO-2022-KR, 쓰레기통",
        "shift_jis, windows-31j, ごみが回収されません",
        "big5, Big5, 垃圾桶",
        "iso-8859-1, windows-1252, it’s £5 – “ok”",
        "ansi, windows-1252, café",
        "windows-1250, windows-1250, Kosz nie został opróżniony",
        "cp1251, windows-1251, Мусор не вывезли",
        "cp-850, IBM850, café",
        "28592, ISO-8859-2, Łódź",
        "x-mac-roman, x-MacRoman, Siân’s café",
        "macintosh, x-MacRoman, café",
        "x-mac-cyrillic, x-MacCyrillic, Мусор",
        "'\"koi8-r\"', KOI8-R, Мусор не вывезли",
        "no-such-charset, windows-1252, café",
        "us-ascii, UTF-8, Łódź",
        "iso-8859-1, UTF-8, Łódź",
        "iso-2022-jp, EUC-JP, ごみが回収されません",
    })
    void a_text_is_read_whatever_its_charset_is_called(String declared, String really, String text) {
        assertThat(Charsets.decode(text.getBytes(Charset.forName(really)), declared))
                .isEqualTo(text);
    }

    @Test
    void seven_bit_charsets_that_java_does_not_know_are_read() {
        assertThat(Charsets.decode(ascii("Caf+AOk- costs +AKM-5 +- tip"), "utf-7"))
                .isEqualTo("Café costs £5 + tip");
        assertThat(Charsets.decode(ascii("Caf+AOk-"), "unicode-1-1-utf-7")).isEqualTo("Café");
        assertThat(Charsets.decode(ascii("bins ~{@,;x~} ~~ ok"), "hz-gb-2312")).isEqualTo("bins 垃圾 ~ ok");
    }

    @Test
    void broken_seven_bit_text_is_not_lost() {
        assertThat(Charsets.decode(ascii("5 + 5 +A is 10"), "utf-7"))
                .contains("5 + 5")
                .contains("is 10");
        assertThat(Charsets.decode(ascii("bins ~{@"), "hz-gb-2312")).startsWith("bins ");
    }

    @Test
    void wide_text_is_read_with_and_without_its_mark() {
        assertThat(Charsets.decode("My bin – again".getBytes(StandardCharsets.UTF_16), null))
                .contains("My bin – again");
        assertThat(Charsets.decode("My bin was missed".getBytes(StandardCharsets.UTF_16LE), "utf-16"))
                .isEqualTo("My bin was missed");
        assertThat(Charsets.decode(ascii("My bin was missed"), "utf-16")).isEqualTo("My bin was missed");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
