package org.feedbackhub.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.swing.text.BadLocationException;
import javax.swing.text.Document;
import javax.swing.text.rtf.RTFEditorKit;

/** The text of RTF, in which Outlook writes where neither text nor HTML is kept. */
final class RtfText {

    /** Characters; the JDK's reader builds a document of it, which cannot be stopped. Letters have a hundredth of it. */
    private static final int LONGEST = 2_000_000;

    private RtfText() {}

    /** The text, or nothing if it is broken or too long. */
    static Optional<String> of(String rtf) {
        if (rtf.length() > LONGEST) {
            return Optional.empty();
        }
        RTFEditorKit kit = new RTFEditorKit();
        Document document = kit.createDefaultDocument();
        try {
            kit.read(new ByteArrayInputStream(rtf.getBytes(StandardCharsets.ISO_8859_1)), document, 0);
            return Optional.of(document.getText(0, document.getLength()).strip());
        } catch (IOException | BadLocationException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
