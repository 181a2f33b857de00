package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.feedbackhub.attachment.OneFont;
import org.jspecify.annotations.Nullable;

/** PDF (ISO 32000), scanned or written. */
final class ScannedPdf implements ScannedFile {

    private static final int RESOLUTION = 300;
    private static final int POINTS_AN_INCH = 72;
    private static final double MILLION = 1e6;

    /** Of a page; a letterhead or a logo takes less. */
    private static final double PICTURED = 0.4;

    static {
        FontMappers.set(new OneFont());
    }

    private final PDDocument document;
    private final LetterLimits limits;

    ScannedPdf(Path path, LetterLimits limits) throws IOException, UnreadableLetter {
        this.limits = limits;
        try {
            this.document = Loader.loadPDF(path.toFile());
        } catch (InvalidPasswordException e) {
            throw new UnreadableLetter("the PDF is protected by a password");
        }
    }

    @Override
    public int pages() {
        return document.getNumberOfPages();
    }

    @Override
    public String ownText(int page) throws IOException {
        VisibleWords words = new VisibleWords();
        words.setStartPage(page);
        words.setEndPage(page);
        String text = words.getText(document);
        return words.isMostlyHidden() || words.isPictured(document.getPage(page - 1)) ? "" : text;
    }

    /**
     * What is laid unseen over, or under, a picture of the page was read by another program, and nobody knows how surely; a stamp on a
     * picture is not what is written there.
     */
    private static final class VisibleWords extends PDFTextStripper {
        private int hidden;
        private int all;
        private double pictured;

        @Override
        protected void processTextPosition(TextPosition sign) {
            all++;
            hidden += getGraphicsState().getTextState().getRenderingMode() == RenderingMode.NEITHER ? 1 : 0;
            super.processTextPosition(sign);
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            boolean inline = operator.getName().equals(OperatorName.BEGIN_INLINE_IMAGE);
            boolean drawn = operator.getName().equals(OperatorName.DRAW_OBJECT)
                    && !operands.isEmpty()
                    && operands.get(0) instanceof COSName name
                    && getResources() != null
                    && getResources().isImageXObject(name);
            if (inline || drawn) {
                Matrix place = getGraphicsState().getCurrentTransformationMatrix();
                pictured += (double) place.getScalingFactorX() * place.getScalingFactorY();
            }
            super.processOperator(operator, operands);
        }

        boolean isMostlyHidden() {
            return 2 * hidden > all;
        }

        boolean isPictured(PDPage page) {
            PDRectangle box = page.getCropBox();
            return pictured > PICTURED * box.getWidth() * box.getHeight();
        }
    }

    @Override
    public GreyImage image(int page) throws IOException, UnreadableLetter {
        PDPage one = document.getPage(page - 1);
        checkImages(one.getResources(), new HashSet<>());
        return GreyImage.of(
                new PDFRenderer(document).renderImageWithDPI(page - 1, resolution(one.getCropBox()), ImageType.GRAY));
    }

    /** A page that would be too large, such as a plan, is looked at from further away. */
    private float resolution(PDRectangle box) {
        double inches = (double) box.getWidth() * box.getHeight() / (POINTS_AN_INCH * POINTS_AN_INCH);
        double most = Math.sqrt(limits.megapixels() * MILLION / Math.max(inches, 1e-3));
        return (float) Math.min(RESOLUTION, most);
    }

    /** What its images say of their size is believed before any is unpacked. */
    private void checkImages(@Nullable PDResources resources, Set<COSBase> seen) throws IOException, UnreadableLetter {
        if (resources == null || !seen.add(resources.getCOSObject())) {
            return;
        }
        for (COSName name : resources.getXObjectNames()) {
            PDXObject object = resources.getXObject(name);
            if (object instanceof PDImageXObject image
                    && (double) image.getWidth() * image.getHeight() > limits.megapixels() * MILLION) {
                throw new UnreadableLetter("a page holds an image of more than " + limits.megapixels() + " megapixels");
            } else if (object instanceof PDFormXObject form) {
                checkImages(form.getResources(), seen);
            }
        }
    }

    @Override
    public int copy(int first, int last, Path target) throws IOException {
        try (PDDocument copy = new PDDocument()) {
            for (int page = first; page <= last; page++) {
                add(document.getPage(page - 1), copy);
            }
            return saved(copy, first, target);
        }
    }

    @Override
    public int collate(ScannedFile backs, boolean reversed, Path target) throws IOException, UnreadableLetter {
        if (!(backs instanceof ScannedPdf others)) {
            throw new UnreadableLetter("its front sides are a PDF, and its back sides an image");
        }
        try (PDDocument copy = new PDDocument()) {
            for (int page = 1; page <= pages(); page++) {
                add(document.getPage(page - 1), copy);
                add(others.document.getPage(ScannedFile.back(page, pages(), reversed) - 1), copy);
            }
            return saved(copy, 1, target);
        }
    }

    /** The same each time. @param first of its pages @return how many there are in it */
    private static int saved(PDDocument copy, int first, Path target) throws IOException {
        copy.setDocumentId((long) first);
        copy.save(target.toFile());
        return copy.getNumberOfPages();
    }

    private static void add(PDPage original, PDDocument copy) throws IOException {
        alone(copy.importPage(original), original);
    }

    /**
     * Pages share what they draw with, some writers' with all others, and inherit it: the copy has what it draws itself, and nothing
     * that leads to another page.
     */
    private static void alone(PDPage copy, PDPage original) throws IOException {
        for (String shared : List.of("Annots", "B", "AA", "StructParents", "Metadata", "PieceInfo")) {
            copy.getCOSObject().removeItem(COSName.getPDFName(shared));
        }
        // what it may have inherited
        copy.setMediaBox(original.getMediaBox());
        copy.setCropBox(original.getCropBox());
        copy.setRotation(original.getRotation());
        if (original.getResources() == null) {
            return;
        }
        COSDictionary resources = new COSDictionary(original.getResources().getCOSObject());
        COSDictionary all = resources.getCOSDictionary(COSName.XOBJECT);
        if (all != null) {
            COSDictionary own = new COSDictionary();
            for (COSName name : drawn(original)) {
                if (all.containsKey(name)) {
                    own.setItem(name, all.getItem(name));
                }
            }
            resources.setItem(COSName.XOBJECT, own);
        }
        copy.setResources(new PDResources(resources));
    }

    /** By the page itself; what forms draw is in their own resources. */
    private static Set<COSName> drawn(PDPage page) throws IOException {
        Set<COSName> drawn = new HashSet<>();
        Object before = null;
        PDFStreamParser parser = new PDFStreamParser(page);
        for (Object token = parser.parseNextToken(); token != null; token = parser.parseNextToken()) {
            if (token instanceof Operator operator
                    && operator.getName().equals(OperatorName.DRAW_OBJECT)
                    && before instanceof COSName name) {
                drawn.add(name);
            }
            before = token;
        }
        return drawn;
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
