package org.feedbackhub.attachment;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.feedbackhub.arrival.ReceivedFile;

/**
 * Documents of today's office programs, which are XML in a zip: Word's and Excel's (ISO/IEC 29500), and those of LibreOffice
 * (OpenDocument, ISO/IEC 26300). Encrypted ones are no zip, or no XML.
 */
final class OfficeFile implements FileFormat {

    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** Where words stand: a document's text, its notes, and what the cells of a table say. */
    private static final Pattern WORDS =
            Pattern.compile("content\\.xml|xl/sharedStrings\\.xml|ppt/slides/slide\\d{1,4}\\.xml"
                    + "|word/(?:document|footnotes|endnotes|comments|header\\d{0,3}|footer\\d{0,3})\\.xml");

    /** Microsoft's elements of text; in OpenDocument it stands anywhere in the body. */
    private static final String TEXT = "t";

    private static final String BODY = "body";
    private static final List<String> LINES = List.of("p", "h", "si", "tr");
    private static final List<String> BLANKS = List.of("tab", "br", "cr", "s", "line-break");

    private final AttachmentLimits limits;
    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();

    OfficeFile(AttachmentLimits limits) {
        this.limits = limits;
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        xml.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    }

    @Override
    public boolean reads(String mediaType, byte[] content) {
        for (int i = 0; i < ZIP.length; i++) {
            if (i >= content.length || content[i] != ZIP[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<ReceivedFile> read(String mediaType, byte[] content, Words into) throws IOException {
        // what is not of interest is unpacked as well to get behind it, so all of it counts
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            Unpacked unpacked = new Unpacked(zip, into);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (WORDS.matcher(entry.getName()).matches()) {
                    words(unpacked, entry.getName().equals("content.xml"), into);
                }
                unpacked.skipRest();
            }
        }
        return List.of();
    }

    private void words(InputStream part, boolean openDocument, Words into) throws IOException {
        try {
            XMLStreamReader reader = xml.createXMLStreamReader(part);
            int inside = 0;
            String holder = openDocument ? BODY : TEXT;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        inside += reader.getLocalName().equals(holder) ? 1 : 0;
                        if (BLANKS.contains(reader.getLocalName())) {
                            into.add(" ");
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        inside -= reader.getLocalName().equals(holder) ? 1 : 0;
                        if (LINES.contains(reader.getLocalName())) {
                            into.add("\n");
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        if (inside > 0) {
                            into.add(reader.getText());
                        }
                    }
                    default -> into.checkTime();
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("broken XML", e);
        }
    }

    /** All that comes out of a zip, up to the limit. */
    private final class Unpacked extends FilterInputStream {
        private final Words into;
        private long bytes;

        Unpacked(InputStream zip, Words into) {
            super(zip);
            this.into = into;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] some, int offset, int length) throws IOException {
            into.checkTime();
            int read = super.read(some, offset, length);
            bytes += Math.max(0, read);
            if (bytes > limits.unpacked().toBytes()) {
                throw new Words.Enough();
            }
            return read;
        }

        @Override
        public void close() {
            // the next part follows
        }

        void skipRest() throws IOException {
            byte[] block = new byte[8192];
            while (read(block, 0, block.length) >= 0) {
                // on to its end
            }
        }
    }
}
