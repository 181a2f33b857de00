package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<ol><li>one<li>two</ol>|1. one/2. two",
                "<ol start=4><li>four</ol>|4. four",
                "<ul><li>bins<ul><li>green</ul><li>paths</ul>|- bins/- green/- paths",
                "<table><tr><th>Day<th>Bin<tr><td>Mon<td>green</table>|Day Bin/Mon green",
                "<p>one<p>two|one//two",
                "<div>one</div><div>two<br>three</div>|one/two/three",
                "a <a href='https://example.org/x'>page</a> b|a page <https://example.org/x> b",
                "<a href='https://example.org'>https://example.org</a>|https://example.org",
                "<a href='mailto:a@example.org'>me</a>|me",
                "seen<span style='display:none'>not seen</span>|seen",
                "<style>p{}</style><script>x()</script>words|words",
                "caf&eacute;&nbsp;&pound;5|café £5",
                "New.<blockquote type=cite>Old.<br>Older.</blockquote>|New.//> Old./> Older.",
                "<blockquote>indented</blockquote>|indented",
                "words < more & less|words < more & less",
            })
    void keeps_what_a_reader_would_see(String html, String text) {
        assertThat(text(html))
                .isEqualTo(text.replace('/', '\n')
                        .replace("https:\n\n", "https://")
                        .replace("org\n", "org/"));
    }

    @Test
    void keeps_the_lines_of_preformatted_text() {
        assertThat(text("<p>see</p><pre>Mon  green\nTue  blue</pre>")).isEqualTo("see\n\nMon  green\nTue  blue");
    }

    @Test
    void words_in_very_deep_elements_are_not_lost() {
        assertThat(text("<div>".repeat(5_000) + "my bin")).isEqualTo("my bin");
    }

    private static String text(String html) {
        return HtmlText.of(html, Allowance.of(Mails.LIMITS));
    }
}
