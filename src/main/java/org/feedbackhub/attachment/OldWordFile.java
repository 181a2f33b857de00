package org.feedbackhub.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.poi.hwpf.extractor.WordExtractor;
import org.feedbackhub.arrival.ReceivedFile;

/** Documents of Word 97 to 2003. The library refuses what is encrypted, and parts that are out of proportion. */
final class OldWordFile implements FileFormat {

    @Override
    public boolean reads(String mediaType, byte[] content) {
        return mediaType.equals("application/msword") || mediaType.equals("application/x-tika-msoffice");
    }

    @Override
    public List<ReceivedFile> read(String mediaType, byte[] content, Words into) throws IOException {
        try (WordExtractor document = new WordExtractor(new ByteArrayInputStream(content))) {
            for (String paragraph : document.getParagraphText()) {
                into.add(WordExtractor.stripFields(paragraph).strip() + "\n");
            }
        }
        return List.of();
    }
}
