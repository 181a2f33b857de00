package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.feedbackhub.letter.Paper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A letter that nobody could read for sure, as people see it who decide about it. */
@Tag("browser")
class LetterInBrowserIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private HubUnderTest hub;
    private Chromium browser;

    /** No further beans. */
    static class Nothing {}

    @BeforeEach
    void start() {
        assumeTrue(
                Chromium.installed(),
                "Chromium is not installed (Debian: chromium chromium-driver), so the pages cannot be tried in it here");
        hub = HubUnderTest.start(
                Nothing.class,
                "--hub.letters.look-every=100ms",
                "--hub.letters.stable-for=500ms",
                "--hub.letters.folder=target/reading",
                "--hub.console.users[0].name=rita",
                "--hub.console.users[0].password-hash={noop}let-me-in",
                "--hub.console.users[0].roles=reviewer,operator",
                "--hub.console.users[0].councils=west-lindsey");
        browser = new Chromium(hub.httpPort());
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            browser.close();
            hub.close();
        }
    }

    @Test
    void the_pages_stand_beside_what_was_read_and_what_is_no_letter_can_be_looked_at() throws Exception {
        Path letters = hub.home().resolve("letters").resolve("west-lindsey");
        await().atMost(SOON).until(() -> Files.isDirectory(letters.resolve("in")));
        drop(letters, "hand.tif", Paper.tiff(List.of(Paper.handwritten(11), Paper.handwritten(12))));
        drop(letters, "notes.pdf", "only called a PDF".getBytes(StandardCharsets.UTF_8));
        String reference =
                found("select reference from feedback where state::text like '%page 2 of 2 cannot be read%'");
        String failed = found("select id::text from arrival where channel = 'letter' and outcome = 'quarantined'");
        browser.signIn("rita", "let-me-in");

        for (String page : List.of(
                "/console/feedback/" + reference,
                "/console/review/" + reference,
                "/console/feedback/" + reference + "/sender")) {
            browser.open(page);
            await().atMost(SOON).until(() -> browser.loadedPictures() == 2);
            assertThat(browser.barriers(axe())).as("barriers on " + page).isEmpty();
            assertThat(browser.sticksOut()).isZero();
            browser.picture("letter" + page.replace(reference, "").replace('/', '-'));
        }
        browser.open("/console/quarantine/" + failed);
        assertThat(browser.barriers(axe())).isEmpty();
        browser.picture("letter-failed");
    }

    private static void drop(Path letters, String name, byte[] content) throws IOException {
        Path whole = Files.write(letters.resolve(name), content);
        Files.move(whole, letters.resolve("in").resolve(name));
    }

    private String found(String query) {
        return await().atMost(SOON)
                .until(
                        () -> hub.bean(JdbcClient.class)
                                .sql(query)
                                .query(String.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static String axe() throws IOException {
        try (InputStream script = LetterInBrowserIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
