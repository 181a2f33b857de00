package org.feedbackhub.attachment;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTerminalField;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.feedbackhub.arrival.ReceivedFile;
import org.jspecify.annotations.Nullable;

/** PDF with a text layer (ISO 32000): its pages, what was filled into its fields, and its notes. */
final class PdfFile implements FileFormat {

    static {
        // the library would look through the machine's fonts and leave a file about them in the home folder
        FontMappers.set(new OneFont());
    }

    private final AttachmentLimits limits;

    PdfFile(AttachmentLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean reads(String mediaType, byte[] content) {
        return mediaType.equals("application/pdf");
    }

    @Override
    public List<ReceivedFile> read(String mediaType, byte[] content, Words into) throws IOException {
        if (new PdfStreams(content, limits, into).areModest()) {
            try (PDDocument document =
                    Loader.loadPDF(new Timed(content, into), IOUtils.createMemoryOnlyStreamCache())) {
                if (!document.isEncrypted()) {
                    fields(document.getDocumentCatalog().getAcroForm(null), into);
                    new Pages(into).writeText(document, new Found(into));
                }
            }
        }
        return List.of();
    }

    private static void fields(@Nullable PDAcroForm form, Words into) {
        if (form != null) {
            for (PDField field : form.getFieldTree()) {
                into.checkTime();
                if (field instanceof PDTerminalField && field.getValueAsString() != null) {
                    into.add(field.getValueAsString() + "\n");
                }
            }
        }
    }

    /** The pages, as long as there is room and time. */
    private final class Pages extends PDFTextStripper {
        private final Words into;
        private int signs;

        Pages(Words into) {
            this.into = into;
        }

        @Override
        public void processPage(PDPage page) throws IOException {
            into.checkTime();
            if (getCurrentPageNo() > limits.pages()) {
                throw new Words.Enough();
            }
            super.processPage(page);
            for (PDAnnotation note : page.getAnnotations()) {
                if (note.getContents() != null) {
                    into.add(note.getContents() + "\n");
                }
            }
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            into.checkTime();
            super.processOperator(operator, operands);
        }

        /** Of a page whose signs are too many, those beyond are left out, since all are held until it ends. */
        @Override
        protected void processTextPosition(TextPosition sign) {
            if (signs++ < limits.fileCharacters()) {
                super.processTextPosition(sign);
            }
        }
    }

    /** The file's bytes, as long as there is time. */
    private static final class Timed extends RandomAccessReadBuffer {
        private final Words into;

        Timed(byte[] content, Words into) {
            super(content);
            this.into = into;
        }

        @Override
        public int read() throws IOException {
            into.checkTime();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            into.checkTime();
            return super.read(bytes, offset, length);
        }
    }

    private static final class Found extends Writer {
        private final Words into;

        Found(Words into) {
            this.into = into;
        }

        @Override
        public void write(char[] signs, int offset, int length) {
            into.add(new String(signs, offset, length));
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
