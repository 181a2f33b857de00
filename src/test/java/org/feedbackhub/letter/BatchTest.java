package org.feedbackhub.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.feedbackhub.council.Scanner;
import org.feedbackhub.council.Scanner.Separators;
import org.feedbackhub.feedback.CouncilId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How letters that were scanned together are taken apart. */
class BatchTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        // L a page of a letter, B a blank one, S a sheet
        "LLL, SHEET, 1-3",
        "LSLL, SHEET, 1-1 3-4",
        "SLLS, SHEET, 2-3",
        "SLSSLBLS, SHEET, 2-2 5-7",
        "LSBLL, SHEET, 1-1 4-5",
        "LBL, SHEET, 1-3",
        "S, SHEET, ''",
        "LBL, BLANK_PAGE, 1-1 3-3",
        "BBLLB, BLANK_PAGE, 3-4",
        "LSBL, NONE, 1-4"
    })
    void each_letter_keeps_its_pages_and_no_others(String pages, Separators separators, String letters) {
        List<PageMark> marks = pages.chars()
                .mapToObj(page -> page == 'L' ? PageMark.LETTER : page == 'B' ? PageMark.BLANK : PageMark.SHEET)
                .toList();

        Batch batch = Batch.of(marks, separators);

        assertThat(batch.letters())
                .extracting(letter -> letter.first() + "-" + letter.last())
                .containsExactlyElementsOf(letters.isEmpty() ? List.of() : Arrays.asList(letters.split(" ")));
        assertThat(batch.letters().stream().mapToInt(Batch.Letter::pages).sum() + batch.separators())
                .isEqualTo(pages.length());
    }

    @ParameterizedTest
    @CsvSource({"pdf, 0", "sharing, 180", "tiff, 90"})
    void a_scanned_sheet_is_known_and_the_letters_come_out_whole(String format, int turn) throws Exception {
        var sheet = Paper.turned(sheet(), turn);
        var first = Paper.typed("The first letter is about a drain that smells of eggs.\nIt has one page.");
        var second = Paper.typed("The second letter is about the market stalls.\nIt has two pages.");
        var third = Paper.typed("This is the second page of the second letter.\nGoodbye.");
        BufferedImage[] pages = {first, sheet, Paper.blank(), second, third, sheet};
        byte[] batch =
                switch (format) {
                    case "pdf" -> Paper.pdf(pages);
                    case "sharing" -> Paper.sharing(pages);
                    default -> Paper.tiff(List.of(pages));
                };
        Path file = Files.write(folder.resolve("batch"), batch);
        try (PageReaders readers = TestReaders.start(TestReaders.LIMITS)) {
            ClaimedLetter claimed = new ClaimedLetter(
                    new CouncilId("west-lindsey"),
                    new Scanner("post-room", folder, false, Separators.SHEET, null),
                    UUID.randomUUID(),
                    file,
                    null,
                    null,
                    Instant.EPOCH,
                    null);

            List<ClaimedLetter> letters = new Batches(readers, folder).lettersOf(claimed);

            assertThat(letters)
                    .extracting(ClaimedLetter::source)
                    .containsExactly(claimed.source() + "/1-1", claimed.source() + "/4-5");
            List<String> texts = new ArrayList<>();
            for (ClaimedLetter letter : letters) {
                texts.add(String.join(
                        "\f",
                        readers.read(letter.file()).stream()
                                .map(LetterPage::text)
                                .toList()));
            }
            assertThat(texts.get(0)).contains("smells of eggs").doesNotContain("\f");
            assertThat(texts.get(1)).contains("market stalls").contains("\f").contains("Goodbye");
            if (!format.equals("tiff")) {
                // as many images as pages: no other letter's is hidden in it
                assertThat(images(letters.get(0).file())).isEqualTo(1);
                assertThat(images(letters.get(1).file())).isEqualTo(2);
            }
            List<ClaimedLetter> again = new Batches(readers, folder).lettersOf(claimed);
            assertThat(again.get(1).file())
                    .hasSameBinaryContentAs(letters.get(1).file());
            Batches.forget(claimed, again);
            Batches.forget(claimed, letters);
            assertThat(letters).allSatisfy(letter -> assertThat(letter.file()).doesNotExist());
            assertThat(file).exists();
        }
    }

    private static long images(Path file) throws Exception {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            return document.getDocument().getXrefTable().keySet().stream()
                    .map(key -> document.getDocument().getObjectFromPool(key).getObject())
                    .filter(COSStream.class::isInstance)
                    .filter(stream -> COSName.IMAGE.equals(((COSStream) stream).getCOSName(COSName.SUBTYPE)))
                    .count();
        }
    }

    private static BufferedImage sheet() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SeparatorSheet.writeTo(out);
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            return new org.apache.pdfbox.rendering.PDFRenderer(document)
                    .renderImageWithDPI(0, 200, org.apache.pdfbox.rendering.ImageType.GRAY);
        }
    }

    @Test
    void the_sheet_is_no_letter_to_the_reader_of_codes_alone() throws Exception {
        assertThat(SeparatorSheet.isOne(GreyImage.of(sheet()))).isTrue();
        assertThat(SeparatorSheet.isOne(GreyImage.of(Paper.typed("A letter.")))).isFalse();
    }
}
