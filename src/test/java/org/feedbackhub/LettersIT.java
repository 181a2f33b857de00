package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.letter.Paper;
import org.feedbackhub.letter.SeparatorSheet;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Letters that a scanner drops into a council's folder, on a whole hub. */
class LettersIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static HubUnderTest hub;
    private static Path letters;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() throws IOException {
        hub = HubUnderTest.start(
                Nothing.class,
                "--hub.letters.look-every=100ms",
                "--hub.letters.stable-for=500ms",
                "--hub.letters.retry-after=1s",
                "--hub.letters.folder=target/reading");
        letters = hub.home().resolve("letters").resolve("west-lindsey");
        await().atMost(SOON).until(() -> Files.isDirectory(letters.resolve("in")));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    @Clause("P1")
    void a_scanned_letter_is_recorded_with_its_sender_and_put_away() throws Exception {
        drop("scan-0001.pdf", Paper.pdf(Paper.typed(letter("Sybil Cartwright", "LN7 6XX", "wants its bench back"))));

        JsonNode state = stateOf("wants its bench back");

        assertThat(state.at("/submission/channel").asText()).isEqualTo("letter");
        assertThat(state.at("/submission/contact/name").asText()).isEqualTo("Sybil Cartwright");
        assertThat(state.at("/submission/contact/postcode").asText()).isEqualTo("LN7 6XX");
        assertThat(state.at("/submission/contact/address").asText()).startsWith("7 Tennyson Close\nCaistor");
        assertThat(state.at("/submission/text").asText())
                .startsWith("Dear Sir or Madam")
                .doesNotContain("Tennyson");
        assertThat(state.at("/submission/fullText").asText()).contains("7 Tennyson Close", "Sybil Cartwright");
        assertThat(state.at("/submission/details/letterDate").asText()).isEqualTo("2026-11-04");
        assertThat(state.at("/submission/details/salutation").asText()).isEqualTo("Dear Sir or Madam");
        assertThat(state.at("/submission/details/pages").asText()).isEqualTo("1");
        assertThat(state.at("/submission/attachments/0/name").asText()).isEqualTo("letter.pdf");
        assertThat(state.at("/submission/attachments/1/name").asText()).isEqualTo("letter-searchable.pdf");
        try (PDDocument searchable = Loader.loadPDF(hub.bean(RawStore.class)
                .open(state.at("/submission/attachments/1/sha256").asText())
                .readAllBytes())) {
            assertThat(new PDFTextStripper().getText(searchable)).contains("wants its bench back", "Sybil Cartwright");
            assertThat(searchable.getNumberOfPages()).isEqualTo(1);
            BufferedImage seen = new PDFRenderer(searchable).renderImageWithDPI(0, 72);
            assertThat(IntStream.range(0, seen.getWidth()).anyMatch(x -> IntStream.range(0, seen.getHeight())
                            .anyMatch(y -> (seen.getRGB(x, y) & 0xFF) < 128)))
                    .as("something dark on its page")
                    .isTrue();
        }
        await().atMost(SOON).until(() -> names("done").contains("scan-0001.pdf"));
        assertThat(names("in")).doesNotContain("scan-0001.pdf");
    }

    @Test
    void what_the_post_room_notes_counts_for_a_letter() throws Exception {
        drop(
                "noted.json",
                """
                {"receivedDate": "2026-11-02", "sender": {"name": "Mrs P. Sowerby", "address": "2 Back Lane\\nNettleham"}}"""
                        .getBytes(StandardCharsets.UTF_8));
        drop("noted.pdf", Paper.pdf(Paper.typed(letter("Unknown Hand", "LN2 2PE", "the library closes too early"))));

        JsonNode state = stateOf("the library closes too early");

        assertThat(state.at("/submission/contact/name").asText()).isEqualTo("Mrs P. Sowerby");
        assertThat(state.at("/submission/contact/address").asText()).isEqualTo("2 Back Lane\nNettleham");
        assertThat(state.at("/receivedAt").asText()).startsWith("2026-11-02");
        await().atMost(SOON).until(() -> names("done").containsAll(List.of("noted.pdf", "noted.json")));
    }

    @Test
    void letters_that_were_scanned_together_are_feedback_of_their_own() throws Exception {
        ByteArrayOutputStream sheet = new ByteArrayOutputStream();
        SeparatorSheet.writeTo(sheet);
        drop(
                "batch.pdf",
                Paper.joined(
                        Paper.pdf(Paper.typed(letter("Tomasz Zielinski", "LN7 6XX", "the kerb was never lowered"))),
                        sheet.toByteArray(),
                        Paper.pdf(Paper.typed(letter("Winifred Bull", "LN2 2PE", "those roses are a picture")))));

        assertThat(stateOf("the kerb was never lowered").at("/submission/text").asText())
                .doesNotContain("roses");
        assertThat(stateOf("those roses are a picture")
                        .at("/submission/contact/name")
                        .asText())
                .isEqualTo("Winifred Bull");
        await().atMost(SOON).until(() -> names("done").contains("batch.pdf"));
        assertThat(jdbc().sql(
                                "select count(*) from arrival where source like 'letter:%/1-1' or source like 'letter:%/3-3'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void what_nobody_can_read_for_sure_waits_for_a_person() throws Exception {
        drop("hand.tiff", Paper.tiff(List.of(Paper.handwritten(7), Paper.blank())));

        await().atMost(SOON).until(() -> names("done").contains("hand.tiff"));

        String state = jdbc().sql(
                        "select state::text from feedback where state::text like '%page 1 of 2 cannot be read%'")
                .query(String.class)
                .single();
        JsonNode feedback = new ObjectMapper().readTree(state);
        assertThat(feedback.at("/classification/forReview").asBoolean()).isTrue();
        assertThat(feedback.at("/submission/contact/name").isNull()).isTrue();
        assertThat(feedback.at("/submission/details/unsurePages").asText()).isEqualTo("1");
    }

    @Test
    void what_is_no_letter_fails_with_a_reason_and_stops_none_behind_it() throws Exception {
        byte[] good = Paper.pdf(Paper.typed(letter("Imran Qureshi", "DN21 1AB", "a thank you to the wardens")));
        drop("a-locked.pdf", Paper.locked("secret"));
        drop("b-broken.pdf", Arrays.copyOf(good, 60));
        drop("c-empty.tif", new byte[0]);
        drop("d-notes.pdf", "only called a PDF".getBytes(StandardCharsets.UTF_8));
        drop("e-good.pdf", good);

        stateOf("a thank you to the wardens");
        await().atMost(SOON).until(() -> names("failed")
                .containsAll(List.of(
                        "a-locked.pdf.reason.txt",
                        "b-broken.pdf.reason.txt",
                        "c-empty.tif.reason.txt",
                        "d-notes.pdf.reason.txt")));
        assertThat(letters.resolve("failed/a-locked.pdf.reason.txt")).content().contains("protected by a password");
        assertThat(letters.resolve("failed/d-notes.pdf.reason.txt"))
                .content()
                .contains("no PDF, TIFF, JPEG or PNG", "scan it again");
        assertThat(jdbc().sql("select count(*) from arrival where outcome = 'quarantined' and channel = 'letter'")
                        .query(Integer.class)
                        .single())
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void the_same_letter_scanned_twice_is_one_feedback() throws Exception {
        byte[] letter = Paper.pdf(Paper.typed(letter("Dilys Beaumont", "LN8 2AA", "the skate park is a joy")));
        drop("first.pdf", letter);
        stateOf("the skate park is a joy");
        drop("second.pdf", letter);

        await().atMost(SOON).until(() -> names("done").contains("second.pdf"));

        assertThat(jdbc().sql("select count(*) from feedback where state::text like '%the skate park is a joy%'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc().sql("select count(*) from arrival where outcome = 'duplicate' and channel = 'letter'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_letter_that_is_copied_slowly_is_taken_whole() throws Exception {
        byte[] letter = Paper.pdf(Paper.typed(letter("Agnieszka Nowak", "LN8 3QQ", "nobody swept the leaves")));
        Path file = letters.resolve("in/slow.pdf");
        int parts = 12;
        for (int i = 0; i < parts; i++) {
            byte[] part = Arrays.copyOfRange(letter, letter.length * i / parts, letter.length * (i + 1) / parts);
            Files.write(file, part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        }

        stateOf("nobody swept the leaves");
    }

    @Test
    void what_lay_there_before_the_start_is_taken_and_what_was_left_in_work_is_taken_up() throws Exception {
        hub.close();
        byte[] dropped = Paper.pdf(Paper.typed(letter("Owen Threlfall", "LN2 2PE", "a bus stop without a bus")));
        byte[] left = Paper.pdf(Paper.typed(letter("Grace Okafor", "LN2 2PE", "a bin without a lid")));
        drop("while-away.pdf", dropped);
        drop("Thumbs.db", new byte[] {1});
        Path work = Files.createDirectories(
                letters.resolve("work").resolve(UUID.randomUUID().toString()));
        Files.write(work.resolve("crashed.pdf"), left);
        hub.restart();

        stateOf("a bus stop without a bus");
        stateOf("a bin without a lid");
        await().atMost(SOON).until(() -> names("done").containsAll(List.of("while-away.pdf", "crashed.pdf")));
        assertThat(names("in")).contains("Thumbs.db");
        assertThat(names("work")).isEmpty();
    }

    private static String letter(String name, String postcode, String matter) {
        return """
                7 Tennyson Close
                Caistor
                %s

                4 November 2026

                Dear Sir or Madam,

                I am writing to the council because our street is quite cross:
                %s, and it is three weeks
                since the last time that I wrote to you about this.

                Yours faithfully,

                %s
                """
                .formatted(postcode, matter, name);
    }

    /** Written beside the folder and renamed into it, as a scanner should. */
    private static void drop(String name, byte[] content) throws IOException {
        Path whole = Files.write(letters.resolve(UUID.randomUUID().toString()), content);
        Files.move(whole, letters.resolve("in").resolve(name));
    }

    private static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(letters.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static JsonNode stateOf(String words) throws IOException {
        Optional<String> state = await().atMost(SOON)
                .until(
                        () -> jdbc().sql("select state::text from feedback where state::text like :words")
                                .param("words", "%" + words + "%")
                                .query(String.class)
                                .optional(),
                        Optional::isPresent);
        return new ObjectMapper().readTree(state.orElseThrow());
    }

    private static JdbcClient jdbc() {
        return hub.bean(JdbcClient.class);
    }
}
