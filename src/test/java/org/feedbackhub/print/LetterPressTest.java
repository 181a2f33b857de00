package org.feedbackhub.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult.ValidationError;
import org.apache.pdfbox.preflight.parser.PreflightParser;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Letters as they are printed, read back by a library that did not write them. */
class LetterPressTest {

    private static final double POINTS_A_MILLIMETRE = 72 / 25.4;

    /** Of the first page, all that the window of a DL envelope can show as the folded sheet slips in it. */
    private static final Rectangle2D CAN_BE_SEEN = millimetres(10, 44, 110, 92);

    /** What it shows wherever the sheet lies. */
    private static final Rectangle2D IS_ALWAYS_SEEN = millimetres(20, 57, 100, 79);

    private static final String WORDS =
            "<p>Thank you for telling us. We received your complaint on 4 November 2026.</p>\n<h2>What happens next</h2>\n"
                    + "<p>You can expect our response by <strong>25 November 2026</strong>.</p>\n<hr />\n"
                    + "<ul><li>First</li><li>Second</li></ul><p>See <a href=\"https://www.lgo.org.uk/\">the ombudsman</a><br />"
                    + "Telephone 0300 061 0614</p>";

    private static final Contact FIVE_LINES =
            new Contact("Sybil Cartwright", null, null, "7 Tennyson Close\nNettleton\nCaistor", "LN7 6XX", null);

    private final Councils councils = TestCouncils.read();
    private final LetterPress press = new LetterPress(Path.of("config/templates"), councils);

    @TempDir
    Path folder;

    @Test
    @Clause("P5")
    void an_address_of_five_lines_is_seen_in_the_window_wherever_the_sheet_lies_and_nothing_else_is() throws Exception {
        PrintedLetter.Sheet sheet =
                press.print(letter(FIVE_LINES, WORDS, false)).sheet();

        assertThat(seen(sheet, CAN_BE_SEEN)).isEqualTo("SybilCartwright7TennysonCloseNettletonCaistorLN76XX");
        assertThat(seen(sheet, IS_ALWAYS_SEEN)).isEqualTo(seen(sheet, CAN_BE_SEEN));
    }

    @Test
    void seven_long_lines_are_still_all_in_the_window_of_a_sheet_that_lies_on_the_envelopes_edge() throws Exception {
        String line = "THE OLD MAGISTRATES' COURT, 14 MILL ROAD";
        assertThat(line).hasSize(PostalAddress.LONGEST_LINE);
        Contact long7 = new Contact(
                "Ms Ann Other", null, null, String.join("\n", line, line, line, line, line), "LN7 6XX", null);

        PrintedLetter.Sheet sheet = press.print(letter(long7, WORDS, true)).sheet();

        assertThat(seen(sheet, CAN_BE_SEEN))
                .isEqualTo("MsAnnOther" + line.replace(" ", "").repeat(5) + "LN76XX");
        assertThat(seen(sheet, millimetres(20, 46, 110, 79)))
                .isEqualTo("MsAnnOther" + line.replace(" ", "").repeat(5) + "LN76XX");
    }

    @Test
    void a_letter_is_pdf_a_of_both_councils_in_both_sizes_and_tagged() throws Exception {
        for (CouncilId council : List.of(TestCouncils.WEST_LINDSEY, TestCouncils.NORTH_KESTEVEN)) {
            for (boolean large : new boolean[] {false, true}) {
                byte[] pdf = press.print(new LetterText(
                                council,
                                Reference.of("WL", new int[] {1, 2, 3, 4, 5, 6, 7}),
                                LocalDate.of(2026, 11, 23),
                                "en",
                                FIVE_LINES,
                                "We have received your complaint",
                                WORDS,
                                large))
                        .sheet()
                        .pdf();

                assertThat(faults(pdf)).isEmpty();
                try (PDDocument document = Loader.loadPDF(pdf)) {
                    assertThat(document.getDocumentCatalog().getMarkInfo().isMarked())
                            .isTrue();
                    assertThat(document.getDocumentCatalog().getStructureTreeRoot())
                            .isNotNull();
                    assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
                    assertThat(new String(
                                    document.getDocumentCatalog().getMetadata().toByteArray()))
                            .contains("<pdfaid:part>1</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>");
                }
            }
        }
    }

    @Test
    void it_says_who_writes_when_and_about_what() throws Exception {
        LetterPress.Printed printed = press.print(letter(FIVE_LINES, WORDS, false));

        assertThat(printed.sheet().pages()).isEqualTo(1);
        assertThat(text(printed.sheet()))
                .contains(
                        "West Lindsey District Council",
                        "Guildhall, Marshall's Yard, Gainsborough, DN21 2NA",
                        "23 November 2026",
                        "Dear Sybil Cartwright",
                        "We have received your complaint",
                        "What happens next",
                        "• First",
                        "the ombudsman (https://www.lgo.org.uk/)",
                        "Page 1 of 1");
    }

    @Test
    @Clause("P21")
    void large_print_has_letters_of_sixteen_points_at_least_but_for_the_envelope_and_the_foot() throws Exception {
        PrintedLetter.Sheet large =
                press.print(letter(FIVE_LINES, WORDS.repeat(6), true)).sheet();
        PrintedLetter.Sheet standard =
                press.print(letter(FIVE_LINES, WORDS.repeat(6), false)).sheet();

        assertThat(large.pages()).isGreaterThan(standard.pages());
        assertThat(smallestOf(large)).isGreaterThanOrEqualTo(16);
        assertThat(smallestOf(standard)).isGreaterThanOrEqualTo(12);
    }

    @Test
    @Clause("P21")
    void every_language_that_the_councils_write_is_drawn() throws Exception {
        String languages = councils.get(TestCouncils.WEST_LINDSEY).texts().get("languages");
        assertThat(languages).contains("अधिक", "المعلومات");

        byte[] pdf = press.print(letter(FIVE_LINES, "<p>" + languages + "</p>", false))
                .sheet()
                .pdf();

        assertThat(faults(pdf)).isEmpty();
    }

    @Test
    void a_sign_that_no_font_has_is_told_and_not_printed_as_another() {
        Contact contact = new Contact("陳大文", null, null, "1 The Close\nLincoln", "LN1 1AA", null);

        assertThatThrownBy(() -> press.print(letter(contact, WORDS, false)))
                .isInstanceOf(UnprintableLetter.class)
                .hasMessage("no font has one of the letter's signs");
    }

    @Test
    void what_looks_like_a_stylesheets_signs_in_a_name_stays_words() throws Exception {
        Contact contact = new Contact("<fo:block/> & Sons {date}", null, null, "1 The Close\nLincoln", "LN1 1AA", null);

        assertThat(text(press.print(letter(contact, WORDS, false)).sheet())).contains("Dear <fo:block/> & Sons {date}");
    }

    @Test
    void an_address_that_is_not_whole_is_not_printed() {
        assertThatThrownBy(
                        () -> press.print(letter(new Contact("Ann", null, null, "Lincoln", null, null), WORDS, false)))
                .isInstanceOf(UnprintableLetter.class)
                .hasMessageContaining("not whole");
    }

    @Test
    void words_that_no_line_can_hold_are_told_and_not_cut() {
        assertThatThrownBy(() -> press.print(letter(FIVE_LINES, "<p>" + "x".repeat(200) + "</p>", true)))
                .isInstanceOf(UnprintableLetter.class)
                .hasMessage("the letter cannot be laid out");
    }

    @Test
    void a_council_can_have_a_stylesheet_of_its_own_that_builds_on_the_common_one() throws Exception {
        own(
                """
                <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                    xmlns:fo="http://www.w3.org/1999/XSL/Format">
                  <xsl:import href="../common/letter.xsl"/>
                  <xsl:template name="head">
                    <fo:block-container absolute-position="fixed" left="22mm" top="12mm" width="160mm" height="20mm">
                      <fo:block>A crest of our own</fo:block>
                    </fo:block-container>
                  </xsl:template>
                </xsl:stylesheet>""");

        LetterPress withOwn = new LetterPress(folder, councils);

        assertThat(text(withOwn.print(letter(FIVE_LINES, WORDS, false)).sheet()))
                .contains("A crest of our own", "Dear Sybil Cartwright")
                .doesNotContain("Marshall's Yard");
    }

    @Test
    void a_stylesheet_that_is_none_stops_the_start_and_is_named() throws IOException {
        own("<xsl:stylesheet>");

        assertThatThrownBy(() -> new LetterPress(folder, councils))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("letter.xsl")
                .hasMessageContaining("expected an XSLT stylesheet");
    }

    @Test
    void a_letter_shows_nothing_from_outside_the_templates() throws IOException {
        Path secret =
                Files.writeString(folder.resolveSibling("secret.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
        own(
                """
                <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                    xmlns:fo="http://www.w3.org/1999/XSL/Format">
                  <xsl:import href="../common/letter.xsl"/>
                  <xsl:template name="head">
                    <fo:block><fo:external-graphic src="url('%s')"/></fo:block>
                  </xsl:template>
                </xsl:stylesheet>"""
                        .formatted(secret.toUri()));
        LetterPress withOwn = new LetterPress(folder, councils);

        assertThatThrownBy(() -> withOwn.print(letter(FIVE_LINES, WORDS, false)))
                .isInstanceOf(UnprintableLetter.class)
                .hasMessage("the letter cannot be laid out");
    }

    private void own(String stylesheet) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("config/templates"), folder);
        Files.writeString(folder.resolve("west-lindsey").resolve("letter.xsl"), stylesheet);
    }

    private static LetterText letter(Contact to, String content, boolean largePrint) {
        return new LetterText(
                TestCouncils.WEST_LINDSEY,
                Reference.of("WL", new int[] {1, 2, 3, 4, 5, 6, 7}),
                LocalDate.of(2026, 11, 23),
                "en",
                to,
                "We have received your complaint",
                content,
                largePrint);
    }

    private static List<ValidationError> faults(byte[] pdf) throws IOException {
        try (PreflightDocument document =
                (PreflightDocument) new PreflightParser(new RandomAccessReadBuffer(pdf)).parse()) {
            return document.validate().getErrorsList();
        }
    }

    private static String text(PrintedLetter.Sheet sheet) throws IOException {
        try (PDDocument document = Loader.loadPDF(sheet.pdf())) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** What is seen, even in part, of the first page through an opening; without blanks. */
    private static String seen(PrintedLetter.Sheet sheet, Rectangle2D opening) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (Sign sign : signs(sheet, 1, 1)) {
            if (opening.intersects(sign.place())) {
                seen.append(sign.text());
            }
        }
        return seen.toString();
    }

    /** In points, of all that does not stand in the window, at the head or at the foot. */
    private static float smallestOf(PrintedLetter.Sheet sheet) throws IOException {
        float smallest = Float.MAX_VALUE;
        for (int page = 1; page <= sheet.pages(); page++) {
            for (Sign sign : signs(sheet, page, page)) {
                double y = sign.place().getMinY() / POINTS_A_MILLIMETRE;
                boolean apart = page == 1 && (y < 44 || CAN_BE_SEEN.intersects(sign.place())) || y > 270;
                smallest = apart ? smallest : Math.min(smallest, sign.size());
            }
        }
        return smallest;
    }

    private record Sign(String text, Rectangle2D place, float size) {}

    private static List<Sign> signs(PrintedLetter.Sheet sheet, int from, int to) throws IOException {
        List<Sign> signs = new ArrayList<>();
        PDFTextStripper stripper = new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> positions) {
                for (TextPosition one : positions) {
                    if (!one.getUnicode().isBlank()) {
                        signs.add(new Sign(
                                one.getUnicode(),
                                new Rectangle2D.Double(
                                        one.getXDirAdj(),
                                        one.getYDirAdj() - one.getHeightDir(),
                                        one.getWidthDirAdj(),
                                        one.getHeightDir()),
                                one.getFontSizeInPt()));
                    }
                }
            }
        };
        stripper.setSortByPosition(true);
        stripper.setStartPage(from);
        stripper.setEndPage(to);
        try (PDDocument document = Loader.loadPDF(sheet.pdf())) {
            stripper.getText(document);
        }
        return signs;
    }

    private static Rectangle2D millimetres(double left, double top, double right, double bottom) {
        return new Rectangle2D.Double(
                left * POINTS_A_MILLIMETRE,
                top * POINTS_A_MILLIMETRE,
                (right - left) * POINTS_A_MILLIMETRE,
                (bottom - top) * POINTS_A_MILLIMETRE);
    }
}
