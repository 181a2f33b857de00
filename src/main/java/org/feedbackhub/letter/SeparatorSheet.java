package org.feedbackhub.letter;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The sheet that stands between the letters of a batch: a QR code (ISO/IEC 18004) that says so, for the post room to print. */
public final class SeparatorSheet {

    private static final String CODE = "feedback-hub:separator:1";
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** In points, of which an inch has 72: large enough for a coarse scan and a tired printer. */
    private static final float SIDE = 300;

    private static final float SIZE_OF_TYPE = 16;
    private static final float LEADING = 24;

    private static final List<String> TELLS = List.of(
            "Separator sheet",
            "Put one between letters that are scanned together. It is not kept.",
            "Print as many as you need, at any size, on white paper.");

    private SeparatorSheet() {}

    /** Writes it as PDF of one page. */
    public static void writeTo(OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument();
                InputStream font = PDDocument.class.getResourceAsStream(FONT)) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            float left = (PDRectangle.A4.getWidth() - SIDE) / 2;
            float bottom = (PDRectangle.A4.getHeight() - SIDE) / 2;
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                draw(content, left, bottom);
                content.beginText();
                content.setFont(PDType0Font.load(document, font), SIZE_OF_TYPE);
                content.setLeading(LEADING);
                content.newLineAtOffset(LEADING * 2, bottom - LEADING * 2);
                for (String line : TELLS) {
                    content.showText(line);
                    content.newLine();
                }
                content.endText();
            }
            document.save(out);
        }
    }

    private static void draw(PDPageContentStream content, float left, float bottom) throws IOException {
        BitMatrix code = code();
        float module = SIDE / code.getWidth();
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                if (code.get(x, y)) {
                    content.addRect(left + x * module, bottom + SIDE - (y + 1) * module, module, module);
                }
            }
        }
        content.fill();
    }

    private static BitMatrix code() {
        try {
            return new QRCodeWriter().encode(CODE, BarcodeFormat.QR_CODE, 0, 0);
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the page is one. */
    static boolean isOne(GreyImage page) {
        PlanarYUVLuminanceSource light = new PlanarYUVLuminanceSource(
                page.shades(), page.width(), page.height(), 0, 0, page.width(), page.height(), false);
        try {
            return new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(light)),
                            Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE))
                    .getText()
                    .equals(CODE);
        } catch (ReaderException | RuntimeException e) {
            // of odd images the library fails in odd ways
            return false;
        }
    }
}
