package org.feedbackhub.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPreviewTest {

    private static final String PICTURE = "data:image/png;base64,iVBORw0KGgo=";

    @Test
    void words_tables_and_own_pictures_stay() {
        assertThat(HtmlPreview.page(
                        "<p>My <b>bin</b></p><table><tr><td>x</td></tr></table><img alt=a src='" + PICTURE + "'>"))
                .contains("<p>My <b>bin</b></p>", "<td>x</td>", "iVBORw0KGgo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>bad</script>",
                "<img src=https://bad.example/x.png>",
                "<img src=x onerror=bad>",
                "<a href='https://bad.example'>link</a>",
                "<svg onload=bad></svg>",
                "<img src='data:image/svg+xml;base64,bad'>",
                "<p style='background:url(https://bad.example)'>x</p>",
                "<meta http-equiv=refresh content='0;url=https://bad.example'>",
                "<base href='https://bad.example'>",
                "<iframe src='https://bad.example'></iframe>",
                "<style>@import 'https://bad.example'</style>",
                "<math><mtext></form><form><mglyph><style></math><img src onerror=bad>",
                "<form action='https://bad.example'></form>"
            })
    void what_runs_loads_or_leads_away_goes(String html) {
        assertThat(HtmlPreview.page("<p>kept</p>" + html)).contains("kept").doesNotContain("bad");
    }
}
