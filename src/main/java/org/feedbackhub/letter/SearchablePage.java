package org.feedbackhub.letter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.feedbackhub.attachment.OneFont;

/** A page as PDF that can be searched: its picture, and over it, unseen, each word where it was read. */
final class SearchablePage {

    private static final float POINTS_AN_INCH = 72;
    private static final float THOUSAND = 1000;
    private static final int DOTS = 150;

    static {
        // the library would look through the machine's fonts and leave a file about them in the home folder
        FontMappers.set(new OneFont());
    }

    private static final PDFont FONT = new PDType1Font(Standard14Fonts.FontName.HELVETICA);

    private SearchablePage() {}

    /** @param words none on a page on which nothing stands @throws IOException if it cannot be written */
    static void write(CleanPage page, List<ReadLines.Word> words, Path target) throws IOException {
        Path jpeg = target.resolveSibling(target.getFileName() + ".jpg");
        float scale = POINTS_AN_INCH / page.resolution();
        try (PDDocument document = new PDDocument()) {
            page.writeTo(jpeg, DOTS);
            PDRectangle size = new PDRectangle(page.width() * scale, page.height() * scale);
            PDPage own = new PDPage(size);
            document.addPage(own);
            try (InputStream picture = Files.newInputStream(jpeg);
                    PDPageContentStream content = new PDPageContentStream(document, own)) {
                content.drawImage(
                        JPEGFactory.createFromStream(document, picture), 0, 0, size.getWidth(), size.getHeight());
                content.beginText();
                content.setRenderingMode(RenderingMode.NEITHER);
                for (ReadLines.Word word : words) {
                    show(content, word, scale, size.getHeight());
                }
                content.endText();
            }
            document.save(target.toFile());
        } finally {
            Files.deleteIfExists(jpeg);
        }
    }

    private static void show(PDPageContentStream content, ReadLines.Word word, float scale, float height)
            throws IOException {
        String text = encodable(word.text());
        float size = Math.max(1, word.height() * scale);
        float natural = FONT.getStringWidth(text) / THOUSAND * size;
        float wide = natural == 0 ? 1 : word.width() * scale / natural;
        content.setFont(FONT, size);
        content.setTextMatrix(
                new Matrix(wide, 0, 0, 1, word.left() * scale, height - (word.top() + word.height()) * scale));
        content.showText(text + " ");
    }

    /** What the font has no sign for is not found by it. */
    private static String encodable(String text) {
        StringBuilder encodable = new StringBuilder();
        text.codePoints().forEach(sign -> {
            String one = Character.toString(sign);
            try {
                FONT.encode(one);
                encodable.append(one);
            } catch (IOException | IllegalArgumentException e) {
                encodable.append('?');
            }
        });
        return encodable.toString();
    }
}
