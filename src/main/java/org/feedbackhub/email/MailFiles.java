package org.feedbackhub.email;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.feedbackhub.arrival.ReceivedFile;
import org.feedbackhub.attachment.FileFormat;
import org.feedbackhub.attachment.Words;

/** Files that are written as mails are: plain text, HTML and RTF, and mails attached to mails. */
final class MailFiles implements FileFormat {

    private static final Set<String> MAILS =
            Set.of("message/rfc822", "message/global", "application/vnd.ms-outlook", "application/x-tika-msoffice");
    private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");
    private static final Set<String> RTF = Set.of("text/rtf", "application/rtf");

    private final MailLimits limits;
    private final MailParser parser;

    MailFiles(MailLimits limits) {
        this.parser = new MailParser(limits);
        this.limits = limits;
    }

    @Override
    public boolean reads(String mediaType, byte[] content) {
        return mediaType.startsWith("text/")
                || HTML.contains(mediaType)
                || RTF.contains(mediaType)
                || MAILS.contains(mediaType);
    }

    @Override
    public List<ReceivedFile> read(String mediaType, byte[] content, Words into) throws IOException {
        try {
            return MAILS.contains(mediaType) ? mail(content, into) : text(mediaType, content, into);
        } catch (Allowance.Exceeded e) {
            throw new IOException("demands too much", e);
        }
    }

    private List<ReceivedFile> mail(byte[] content, Words into) {
        if (parser.parse(content) instanceof MailParse.Read read) {
            into.add(read.mail().subject() + "\n" + read.mail().text() + "\n");
            return read.mail().attachments();
        }
        return List.of();
    }

    private List<ReceivedFile> text(String mediaType, byte[] content, Words into) {
        String type = HTML.contains(mediaType) ? "text/html" : RTF.contains(mediaType) ? "text/rtf" : "text/plain";
        into.add(PartText.of(Part.of(type, content), Allowance.of(limits)));
        return List.of();
    }
}
