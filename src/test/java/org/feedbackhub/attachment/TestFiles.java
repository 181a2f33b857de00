package org.feedbackhub.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.email.Mails;
import org.springframework.util.unit.DataSize;

/** Files for tests, harmless and hostile, and what reads them. */
public final class TestFiles {

    static final AttachmentLimits LIMITS = new AttachmentLimits(
            DataSize.ofMegabytes(20),
            30,
            3,
            DataSize.ofMegabytes(200),
            DataSize.ofMegabytes(16),
            50,
            20_000,
            60_000,
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            4);

    private TestFiles() {}

    /** What reads the files that lie in the store. */
    public static AttachedText attachedText(RawStore store) {
        return new AttachedText(store, List.of(Mails.files()), LIMITS);
    }

    public static RawStore memoryStore() {
        return Mails.memoryStore();
    }

    /** A page for each text. */
    public static byte[] pdf(String... pages) {
        return written(document -> {
            for (String text : pages) {
                page(document, text);
            }
        });
    }

    static byte[] encryptedPdf(String text) {
        return written(document -> {
            page(document, text);
            document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
        });
    }

    /** A page whose content unpacks to so many bytes. @param times it is packed */
    static byte[] pdfUnpackingTo(int bytes, int times) {
        return written(document -> {
            byte[] content = new byte[bytes];
            for (int i = 0; i < times; i++) {
                content = deflated(content);
            }
            COSStream stream = document.getDocument().createCOSStream();
            try (OutputStream out = stream.createRawOutputStream()) {
                out.write(content);
            }
            COSArray filters = new COSArray();
            for (int i = 0; i < times; i++) {
                filters.add(COSName.FLATE_DECODE);
            }
            stream.setItem(COSName.FILTER, times == 1 ? COSName.FLATE_DECODE : filters);
            PDPage page = new PDPage();
            page.setContents(new PDStream(stream));
            document.addPage(page);
        });
    }

    /** A page that says the same for longer than anybody waits. */
    static byte[] endlessPdf() {
        return written(document -> {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.endText();
                for (int i = 0; i < 2_000_000; i++) {
                    content.saveGraphicsState();
                    content.restoreGraphicsState();
                }
            }
        });
    }

    public static byte[] docx(String... paragraphs) {
        StringBuilder xml =
                new StringBuilder("<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/"
                        + "wordprocessingml/2006/main\"><w:body>");
        for (String paragraph : paragraphs) {
            // as Word writes it, which parts a sentence wherever it was edited
            int half = paragraph.length() / 2;
            xml.append("<w:p><w:r><w:t>")
                    .append(paragraph, 0, half)
                    .append("</w:t></w:r><w:r><w:t xml:space=\"preserve\">")
                    .append(paragraph.substring(half))
                    .append("</w:t></w:r></w:p>");
        }
        return zip(
                "word/document.xml",
                xml.append("</w:body></w:document>").toString().getBytes(StandardCharsets.UTF_8));
    }

    static byte[] odt(String paragraph) {
        String xml = "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:o\" xmlns:text=\"urn:t\">"
                + "<office:body><office:text><text:p>" + paragraph.replace(" ", "<text:s/>")
                + "</text:p></office:text></office:body></office:document-content>";
        return zip("content.xml", xml.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] zip(String name, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write("<Types/>".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (java.util.zip.DeflaterOutputStream packed = new java.util.zip.DeflaterOutputStream(out)) {
            packed.write(content);
        }
        return out.toByteArray();
    }

    private static void page(PDDocument document, String text) throws IOException {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.newLineAtOffset(50, 700);
            content.showText(text);
            content.endText();
        }
    }

    private static byte[] written(Making making) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            making.make(document);
            document.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private interface Making {
        void make(PDDocument document) throws IOException;
    }
}
