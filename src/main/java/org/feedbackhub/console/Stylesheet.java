package org.feedbackhub.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The GOV.UK Design System's stylesheet without what only GOV.UK itself may use: its typeface and the royal arms. */
@Controller
class Stylesheet {

    private static final String SOURCE =
            "classpath*:/META-INF/resources/webjars/govuk-frontend/*/dist/govuk/govuk-frontend.min.css";
    private static final Duration CACHED = Duration.ofHours(1);

    private final String css;

    Stylesheet() throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver().getResources(SOURCE);
        if (found.length != 1) {
            throw new IllegalStateException("expected govuk-frontend once on the class path");
        }
        css = found[0].getContentAsString(StandardCharsets.UTF_8)
                .replaceAll("@font-face\\{[^}]*}", "")
                .replace("GDS Transport,", "")
                .replaceAll("url\\(/assets/images/govuk-crest\\.svg\\)", "none");
    }

    @GetMapping("/assets/govuk.css")
    ResponseEntity<String> css() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "css", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.maxAge(CACHED))
                .body(css);
    }
}
