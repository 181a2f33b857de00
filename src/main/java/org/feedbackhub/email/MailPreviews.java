package org.feedbackhub.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.Origin;
import org.feedbackhub.feedback.TransientFault;
import org.jspecify.annotations.Nullable;

/** Opens messages for people to look at, within the limits that hold for all messages, and shows only so much of each. */
public final class MailPreviews {

    private static final int HTML_AT_MOST = 500_000;

    /** Of a message that cannot be read, in bytes. */
    private static final int START_AT_MOST = 4096;

    private static final Map<String, List<String>> NO_HEADERS = Map.of();

    private final MailParser parser;
    private final MailLimits limits;
    private final RawStore rawStore;

    MailPreviews(MailLimits limits, RawStore rawStore) {
        this.parser = new MailParser(limits);
        this.limits = limits;
        this.rawStore = rawStore;
    }

    /** @throws TransientFault if the raw store cannot be read just now */
    public MailPreview of(Arrived arrived) {
        try (InputStream raw = rawStore.open(arrived.raw())) {
            // of one that is too large, no more than its start is held in memory
            boolean whole = arrived.raw().size() <= limits.size().toBytes();
            byte[] bytes = whole ? raw.readAllBytes() : raw.readNBytes(MailHead.AT_MOST);
            return whole ? preview(bytes) : unreadable(bytes);
        } catch (IOException e) {
            throw new TransientFault("the raw store could not be read", e);
        }
    }

    /** What the reader failed on once, for which the message waits, it may fail on here. */
    private MailPreview preview(byte[] bytes) throws IOException {
        try {
            return parser.parse(bytes) instanceof MailParse.Read read
                    ? readable(read.mail(), html(bytes))
                    : unreadable(bytes);
        } catch (RuntimeException e) {
            return unreadable(bytes);
        }
    }

    private static MailPreview readable(ParsedMail mail, @Nullable String html) {
        return preview(
                mail,
                mail.text(),
                true,
                html,
                mail.attachments().stream()
                        .map(file -> file.name() == null ? file.declaredType() : file.name())
                        .map(Visible::line)
                        .toList());
    }

    private MailPreview unreadable(byte[] bytes) throws IOException {
        ParsedMail head = parser.parse(MailHead.of(new ByteArrayInputStream(bytes))) instanceof MailParse.Read read
                ? read.mail()
                : new ParsedMail(NO_HEADERS, Optional.empty(), Optional.empty(), "", "", "", List.of(), List.of());
        byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, START_AT_MOST));
        String shown = Visible.text(Charsets.decode(start, null));
        return preview(head, shown, false, null, List.of());
    }

    private static MailPreview preview(
            ParsedMail mail, String text, boolean readable, @Nullable String html, List<String> files) {
        return new MailPreview(
                header(mail, "from"),
                header(mail, "to"),
                Visible.line(mail.subject()),
                header(mail, "date"),
                text,
                readable,
                html,
                files,
                contact(mail),
                new Origin(mail.firstHeader("message-id").orElse(null), null));
    }

    private static String header(ParsedMail mail, String name) {
        return mail.firstHeader(name)
                .map(HeaderText::decoded)
                .map(Visible::line)
                .orElse("");
    }

    private static Contact contact(ParsedMail mail) {
        return mail.from()
                .map(from -> Contact.byEmail(
                        from.name(),
                        mail.replyTo().map(ParsedMail.Sender::address).orElse(from.address())))
                .orElse(Contact.ANONYMOUS);
    }

    /** The first HTML that stands for the message's words, and none if finding it takes too much. */
    private @Nullable String html(byte[] bytes) {
        try {
            Part message = MimeReader.read(Wrapping.off(bytes), 0, Allowance.of(limits));
            return html(message).map(html -> PartText.cut(html, HTML_AT_MOST)).orElse(null);
        } catch (Allowance.Exceeded | IOException | MimeException e) {
            return null;
        }
    }

    private static Optional<String> html(Part part) {
        if (part.mediaType().equals("text/html") && !part.isAttachment()) {
            return Optional.of(PartText.htmlSource(part));
        }
        return part.parts().stream()
                .map(MailPreviews::html)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
