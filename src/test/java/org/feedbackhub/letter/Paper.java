package org.feedbackhub.letter;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** Letters on paper and what scanners make of them. */
public final class Paper {

    private static final int WIDTH = 2480;
    private static final int HEIGHT = 3508;
    private static final int MARGIN = 280;
    private static final int LINE = 62;
    private static final String TYPE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private Paper() {}

    /** A page of A4 at 300 dots an inch with these lines. */
    public static BufferedImage typed(String text) {
        BufferedImage page = blank();
        Graphics2D ink = ink(page);
        ink.setFont(type().deriveFont(46f));
        int y = MARGIN;
        for (String line : text.lines().toList()) {
            ink.drawString(line, MARGIN, y);
            y += LINE;
        }
        ink.dispose();
        return page;
    }

    /** A page with nothing on it but dust. */
    public static BufferedImage blank() {
        BufferedImage page = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D paper = page.createGraphics();
        paper.setColor(Color.WHITE);
        paper.fillRect(0, 0, WIDTH, HEIGHT);
        paper.setColor(Color.DARK_GRAY);
        paper.fillOval(900, 700, 7, 6);
        paper.dispose();
        return page;
    }

    /** A page written by hand: lines of joined strokes that no engine reads. */
    public static BufferedImage handwritten(int seed) {
        Random hand = new Random(seed);
        BufferedImage page = blank();
        Graphics2D pen = ink(page);
        pen.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int y = MARGIN; y < HEIGHT / 2; y += 150) {
            double x = MARGIN;
            while (x < WIDTH - MARGIN - 300) {
                Path2D word = new Path2D.Double();
                word.moveTo(x, y);
                double end = x + 120 + hand.nextInt(220);
                while (x < end) {
                    double up = 25 + hand.nextInt(55);
                    word.curveTo(x + 8, y - up, x + 26, y - up / 2, x + 22, y + hand.nextInt(30));
                    x += 24;
                    word.lineTo(x, y - hand.nextInt(20));
                }
                pen.draw(word);
                x += 60;
            }
        }
        pen.dispose();
        return page;
    }

    /** Turned clockwise. */
    public static BufferedImage turned(BufferedImage page, double degrees) {
        boolean across = Math.abs(degrees % 180) == 90;
        int width = across ? page.getHeight() : page.getWidth();
        int height = across ? page.getWidth() : page.getHeight();
        BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D paper = turned.createGraphics();
        paper.setColor(Color.WHITE);
        paper.fillRect(0, 0, width, height);
        paper.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        AffineTransform turn = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
        turn.rotate(Math.toRadians(degrees));
        turn.translate(-page.getWidth() / 2.0, -page.getHeight() / 2.0);
        paper.drawImage(page, turn, null);
        paper.dispose();
        return turned;
    }

    /** As a scanner with fewer dots sees it. */
    public static BufferedImage smaller(BufferedImage page, double factor) {
        BufferedImage smaller = new BufferedImage(
                (int) (page.getWidth() * factor), (int) (page.getHeight() * factor), BufferedImage.TYPE_BYTE_GRAY);
        return new AffineTransformOp(AffineTransform.getScaleInstance(factor, factor), AffineTransformOp.TYPE_BICUBIC)
                .filter(page, smaller);
    }

    /** As a phone's camera sees it: one side lies in the shade. */
    public static BufferedImage shaded(BufferedImage page) {
        BufferedImage shaded = new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                double light = 0.45 + 0.5 * x / page.getWidth();
                shaded.getRaster().setSample(x, y, 0, page.getRaster().getSample(x, y, 0) * light);
            }
        }
        return shaded;
    }

    /** As a fax machine sees it. */
    public static BufferedImage faxed(BufferedImage page) {
        BufferedImage faxed = new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                faxed.getRaster().setSample(x, y, 0, page.getRaster().getSample(x, y, 0) > 140 ? 1 : 0);
            }
        }
        return faxed;
    }

    /** A scanned PDF with these pages. */
    public static byte[] pdf(BufferedImage... pages) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (BufferedImage image : pages) {
                boolean across = image.getWidth() > image.getHeight();
                float width = across ? PDRectangle.A4.getHeight() : PDRectangle.A4.getWidth();
                float height = across ? PDRectangle.A4.getWidth() : PDRectangle.A4.getHeight();
                PDPage page = new PDPage(new PDRectangle(width, height));
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(LosslessFactory.createFromImage(document, image), 0, 0, width, height);
                }
            }
            return bytes(document);
        }
    }

    /** As pencil looks: black becomes a light grey. */
    public static BufferedImage paler(BufferedImage page) {
        BufferedImage paler = new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                paler.getRaster().setSample(x, y, 0, 160 + page.getRaster().getSample(x, y, 0) * 95 / 255);
            }
        }
        return paler;
    }

    /** A scan with what a scanner's own program took it for. @param hidden whether those words are drawn unseen, or under the picture */
    public static byte[] guessed(BufferedImage image, String guess, boolean hidden) throws IOException {
        try (PDDocument document = new PDDocument();
                InputStream font = PDDocument.class.getResourceAsStream(TYPE)) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(PDType0Font.load(document, font), 8);
                content.setRenderingMode(hidden ? RenderingMode.NEITHER : RenderingMode.FILL);
                content.newLineAtOffset(20, 400);
                content.showText(guess);
                content.endText();
                content.drawImage(
                        LosslessFactory.createFromImage(document, image),
                        0,
                        0,
                        PDRectangle.A4.getWidth(),
                        PDRectangle.A4.getHeight());
            }
            return bytes(document);
        }
    }

    /** A scanned PDF as some programs write it: all images stand in one list, which the pages inherit. */
    public static byte[] sharing(BufferedImage... pages) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDResources all = new PDResources();
            for (BufferedImage image : pages) {
                COSName name = all.add(LosslessFactory.createFromImage(document, image));
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                PDStream content = new PDStream(document);
                try (OutputStream out = content.createOutputStream()) {
                    out.write(
                            ("q 595 0 0 842 0 0 cm /" + name.getName() + " Do Q").getBytes(StandardCharsets.US_ASCII));
                }
                page.setContents(content);
                page.getCOSObject().removeItem(COSName.RESOURCES);
            }
            document.getPages().getCOSObject().setItem(COSName.RESOURCES, all);
            return bytes(document);
        }
    }

    /** The pages of all of them in one. */
    public static byte[] joined(byte[]... files) throws IOException {
        try (PDDocument all = new PDDocument()) {
            List<PDDocument> open = new ArrayList<>();
            for (byte[] file : files) {
                PDDocument one = Loader.loadPDF(file);
                open.add(one);
                one.getPages().forEach(all::addPage);
            }
            byte[] bytes = bytes(all);
            for (PDDocument one : open) {
                one.close();
            }
            return bytes;
        }
    }

    /** A PDF that was written and never printed. */
    public static byte[] written(String text) throws IOException {
        try (PDDocument document = new PDDocument()) {
            write(document, text);
            return bytes(document);
        }
    }

    /** One that only opens with a password. */
    public static byte[] locked(String text) throws IOException {
        try (PDDocument document = new PDDocument()) {
            write(document, text);
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            return bytes(document);
        }
    }

    private static void write(PDDocument document, String text) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (InputStream font = PDDocument.class.getResourceAsStream(TYPE);
                PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(PDType0Font.load(document, font), 11);
            content.setLeading(15);
            content.newLineAtOffset(70, 770);
            for (String line : text.lines().toList()) {
                content.showText(line);
                content.newLine();
            }
            content.endText();
        }
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    /** One image. @param format png or jpeg */
    public static byte[] image(BufferedImage page, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(page, format, out);
        return out.toByteArray();
    }

    /** A TIFF with these pages. */
    public static byte[] tiff(List<BufferedImage> pages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream image = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(image);
            writer.prepareWriteSequence(null);
            for (BufferedImage page : pages) {
                writer.writeToSequence(new IIOImage(page, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static Graphics2D ink(BufferedImage page) {
        Graphics2D ink = page.createGraphics();
        ink.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        ink.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        ink.setColor(Color.BLACK);
        return ink;
    }

    private static Font type() {
        try (InputStream font = PDDocument.class.getResourceAsStream(TYPE)) {
            return Font.createFont(Font.TRUETYPE_FONT, font);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
