package org.feedbackhub.console;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What of a message's HTML may be shown: words, their form, tables, and pictures that it carries in itself. No link, since
 * nobody should follow one out of a message that waits here; where one leads is in the text beside it. This is the first of
 * three walls: the page that holds it runs and loads nothing by its policy, and the frame around that is sandboxed.
 */
final class HtmlPreview {

    /** Under which the page is served. */
    static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
                    + "frame-ancestors 'self'; sandbox";

    private static final Pattern OWN_PICTURE =
            Pattern.compile("data:image/(png|gif|jpeg|webp);base64,[A-Za-z0-9+/=\\s]+", Pattern.CASE_INSENSITIVE);

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowCommonBlockElements()
            .allowCommonInlineFormattingElements()
            .allowElements("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "hr", "pre", "img")
            .allowAttributes("colspan", "rowspan")
            .matching(Pattern.compile("\\d{1,2}"))
            .onElements("td", "th")
            .allowUrlProtocols("data")
            .allowAttributes("src")
            .matching(OWN_PICTURE)
            .onElements("img")
            .allowAttributes("alt")
            .onElements("img")
            .allowStyling()
            .toFactory();

    private HtmlPreview() {}

    /** A page that the hub made, served for the frame in which it stands. */
    static ResponseEntity<String> framed(String page) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                .header("Content-Security-Policy", CONTENT_POLICY)
                .body(page);
    }

    /** A whole page of it. */
    static String page(String html) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>The message</title>"
                + "<style>body{font-family:arial,sans-serif;overflow-wrap:anywhere}</style></head><body>"
                + POLICY.sanitize(html)
                + "</body></html>";
    }
}
