package org.feedbackhub.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.feedbackhub.feedback.TransientFault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Pages read by the processes that read them in a hub. */
class PageReadersTest {

    private static final String LETTER =
            """
            14 Mill Lane
            Market Rasen
            LN8 3EU

            2 November 2026

            Dear Sir or Madam,

            The lamp outside our house has been out since the clocks
            went back. My husband is 84 and fell over the kerb on Friday.
            I rang twice and was told it is not your lamp. Whose is it?

            Yours faithfully,

            Edith Marr (Mrs)
            """;

    private static PageReaders readers;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        readers = TestReaders.start(TestReaders.LIMITS);
    }

    @AfterAll
    static void stop() {
        readers.close();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 90, 180, 270, 2, -6})
    void a_typed_page_is_read_whichever_way_it_lies(double degrees) throws Exception {
        List<LetterPage> pages = read(Paper.pdf(Paper.turned(Paper.typed(LETTER), degrees)));

        assertThat(words(pages.get(0))).isEqualTo(words(LETTER));
        assertThat(pages.get(0).isSure(90)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 90, 180, 2})
    void the_machines_own_engine_reads_a_page_as_well(double degrees) throws Exception {
        Path installed = Path.of("/usr/bin/tesseract");
        assumeTrue(Files.isExecutable(installed), "skipped: tesseract-ocr is not installed");
        Path file = Files.write(folder.resolve("own"), Paper.pdf(Paper.turned(Paper.typed(LETTER), degrees)));

        try (PageReaders own = TestReaders.start(TestReaders.LIMITS, installed)) {
            List<LetterPage> pages = own.read(file);

            assertThat(words(pages.get(0))).isEqualTo(words(LETTER));
            assertThat(pages.get(0).isSure(90)).isTrue();
        }
    }

    @Test
    void a_page_that_takes_too_long_takes_the_machines_own_engine_with_it() throws Exception {
        Path slow = Files.writeString(
                folder.resolve("slow"),
                "#!/bin/sh\n[ \"$1\" = --list-langs ] && printf 'eng\\nosd\\n' && exit\nexec sleep 613\n");
        assumeTrue(slow.toFile().setExecutable(true));
        Path file = Files.write(folder.resolve("page"), Paper.pdf(Paper.typed(LETTER)));
        LetterLimits hasty = TestReaders.limits(Duration.ofSeconds(3), DataSize.ofMegabytes(384), 1, 60);

        try (PageReaders own = TestReaders.start(hasty, slow)) {
            assertThatThrownBy(() -> own.read(file)).hasMessageContaining("longer than 3 seconds");
        }

        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .commandLine()
                                .filter(command -> command.endsWith("sleep 613"))
                                .isPresent())
                        .toList())
                .isEmpty();
    }

    @Test
    void an_engine_that_lacks_what_it_needs_is_no_fault_of_the_letter() throws Exception {
        Path bare = Files.writeString(folder.resolve("bare"), "#!/bin/sh\necho deu\n");
        assumeTrue(bare.toFile().setExecutable(true));
        Path file = Files.write(folder.resolve("page"), Paper.pdf(Paper.typed(LETTER)));

        try (PageReaders own = TestReaders.start(TestReaders.LIMITS, bare)) {
            assertThatThrownBy(() -> own.read(file)).isInstanceOf(TransientFault.class);
        }
    }

    @Test
    void a_page_that_somebody_wants_to_see_comes_before_those_that_wait_to_be_read() throws Exception {
        Path file = Files.write(
                folder.resolve("many"),
                Paper.pdf(Collections.nCopies(3, Paper.typed(LETTER)).toArray(BufferedImage[]::new)));
        ReadingProgress progress = new ReadingProgress(new SimpleMeterRegistry());
        ExecutorService clerks = Executors.newFixedThreadPool(4);
        LetterLimits one = TestReaders.limits(Duration.ofSeconds(60), DataSize.ofMegabytes(384), 1, 60);
        try (PageReaders slow = TestReaders.start(one, progress)) {
            List<Future<List<LetterPage>>> reading = new ArrayList<>();
            for (int letter = 0; letter < 4; letter++) {
                reading.add(clerks.submit(() -> slow.read(file)));
            }
            await().until(() -> progress.done() >= 1);

            assertThat(slow.picture(file, 2)).isPresent();

            assertThat(progress.done()).isLessThan(6);
            for (Future<List<LetterPage>> letter : reading) {
                assertThat(letter.get()).hasSize(3);
            }
        } finally {
            clerks.shutdownNow();
        }
    }

    @Test
    void a_page_is_read_from_a_fax_a_phone_and_a_coarse_scan() throws Exception {
        BufferedImage page = Paper.typed(LETTER);

        assertThat(words(read(Paper.tiff(List.of(Paper.faxed(page)))).get(0))).isEqualTo(words(LETTER));
        assertThat(words(read(Paper.image(Paper.shaded(page), "jpeg")).get(0))).isEqualTo(words(LETTER));
        assertThat(words(read(Paper.image(Paper.smaller(page, 0.5), "jpeg")).get(0)))
                .isEqualTo(words(LETTER));
    }

    @Test
    void text_that_a_pdf_holds_is_taken_as_it_stands() throws Exception {
        List<LetterPage> pages = read(Paper.written(LETTER));

        assertThat(pages).hasSize(1);
        assertThat(pages.get(0).source()).isEqualTo(LetterPage.Source.FILE);
        assertThat(pages.get(0).text()).contains("14 Mill Lane", "Whose is it?");
    }

    @Test
    void all_pages_are_read_in_their_order_and_an_empty_back_is_known_as_such() throws Exception {
        List<LetterPage> pages = read(Paper.tiff(List.of(
                Paper.typed(LETTER), Paper.blank(), Paper.typed("PS. Please do not ring before ten, thank you."))));

        assertThat(pages).extracting(LetterPage::number).containsExactly(1, 2, 3);
        assertThat(pages)
                .extracting(LetterPage::source)
                .containsExactly(LetterPage.Source.IMAGE, LetterPage.Source.BLANK, LetterPage.Source.IMAGE);
        assertThat(pages.get(2).text()).contains("do not ring before ten");
    }

    @Test
    void what_is_written_by_hand_under_print_does_not_hide_behind_it() throws Exception {
        BufferedImage form = Paper.handwritten(4);
        BufferedImage head = Paper.typed("West Lindsey District Council\nComments and complaints form\n");
        form.getGraphics().drawImage(head.getSubimage(0, 150, head.getWidth(), 200), 0, 0, null);

        assertThat(read(Paper.pdf(form)).get(0).isSure(90)).isFalse();
    }

    @Test
    void pale_writing_is_no_empty_page() throws Exception {
        BufferedImage pencil = Paper.paler(Paper.handwritten(5));

        LetterPage page = read(Paper.pdf(pencil)).get(0);

        assertThat(page.source()).isEqualTo(LetterPage.Source.IMAGE);
        assertThat(page.isSure(90)).isFalse();
    }

    @Test
    void words_that_another_program_laid_over_or_under_a_picture_are_not_believed() throws Exception {
        String guess = "the quick brown fox jumps over the lazy dog and so on ".repeat(4);

        for (boolean hidden : new boolean[] {true, false}) {
            LetterPage page =
                    read(Paper.guessed(Paper.typed(LETTER), guess, hidden)).get(0);
            assertThat(page.source()).isEqualTo(LetterPage.Source.IMAGE);
            assertThat(words(page)).contains("Whose is it?");
        }
    }

    @Test
    void blanks_without_end_are_read_in_no_time() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> PageText.clean(" ".repeat(100_000) + "\n".repeat(100_000) + "x"));
    }

    @Test
    void handwriting_is_not_sure() throws Exception {
        for (int hand = 1; hand <= 3; hand++) {
            assertThat(read(Paper.pdf(Paper.handwritten(hand))).get(0).isSure(90))
                    .as("hand %d", hand)
                    .isFalse();
        }
    }

    @Test
    void what_is_no_letter_is_refused_with_the_reason() throws Exception {
        byte[] pdf = Paper.pdf(Paper.typed(LETTER));

        assertRefused("is empty", new byte[0]);
        assertRefused("no PDF, TIFF, JPEG or PNG", "Just text.".getBytes(StandardCharsets.UTF_8));
        assertRefused("protected by a password", Paper.locked(LETTER));
        assertRefused("broken", Arrays.copyOf(pdf, 40));
        assertRefused("broken", Arrays.copyOf(Paper.image(Paper.typed(LETTER), "png"), 500));
    }

    @Test
    void a_page_that_takes_too_long_is_given_up_and_the_next_is_read() throws Exception {
        try (PageReaders hasty =
                TestReaders.start(TestReaders.limits(Duration.ofMillis(1), DataSize.ofMegabytes(384), 1, 60))) {
            Path file = file(Paper.pdf(Paper.typed(LETTER)));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> hasty.read(file))
                        .isInstanceOf(UnreadableLetter.class)
                        .hasMessageContaining("longer than");
            }
        }
    }

    @Test
    void what_takes_all_memory_or_too_many_dots_takes_nothing_else_along() throws Exception {
        try (PageReaders small =
                TestReaders.start(TestReaders.limits(Duration.ofSeconds(60), DataSize.ofMegabytes(40), 1, 60))) {
            Path large = file(Paper.image(Paper.smaller(Paper.typed(LETTER), 2), "png"));
            assertThatThrownBy(() -> small.read(large))
                    .isInstanceOf(UnreadableLetter.class)
                    .hasMessageMatching(".*(memory|crashed).*");
            assertThat(small.read(file(Paper.written(LETTER)))).hasSize(1);
        }
        try (PageReaders strict =
                TestReaders.start(TestReaders.limits(Duration.ofSeconds(60), DataSize.ofMegabytes(384), 1, 1))) {
            Path large = file(Paper.image(Paper.typed(LETTER), "png"));
            assertThatThrownBy(() -> strict.read(large)).hasMessageContaining("more than 1 megapixels");
        }
    }

    private void assertRefused(String why, byte[] content) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> readers.read(file))
                .isInstanceOf(UnreadableLetter.class)
                .hasMessageContaining(why);
    }

    private List<LetterPage> read(byte[] content) throws Exception {
        return readers.read(file(content));
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "scan", ""), content);
    }

    private static String words(LetterPage page) {
        return words(page.text());
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
