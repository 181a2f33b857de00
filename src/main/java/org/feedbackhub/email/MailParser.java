package org.feedbackhub.email;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.dom.address.MailboxList;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.Field;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of a message (RFC 5322, 2045-2047, 2231, 6532; Outlook's own format too) as leniently as mail programs
 * do, inside the limits.
 */
final class MailParser {

    /** Headers whose encoded words are not text: addresses are told apart first, identifiers have none. */
    private static final Set<String> LITERAL = Set.of(
            "from", "reply-to", "message-id", "in-reply-to", "references", "authentication-results", "return-path");

    private final MailLimits limits;

    MailParser(MailLimits limits) {
        this.limits = limits;
    }

    MailParse parse(byte[] bytes) {
        if (bytes.length > limits.size().toBytes()) {
            return new MailParse.Refused("larger than " + limits.size().toMegabytes() + " MB");
        }
        Allowance allowance = Allowance.of(limits);
        try {
            Optional<Part> message = OutlookFile.maybe(bytes) ? OutlookFile.open(bytes) : message(bytes, allowance);
            return message.<MailParse>map(part -> new MailParse.Read(parsed(part, MailContent.of(part, allowance))))
                    .orElseGet(() -> new MailParse.Refused("has no header and no text, so it is not a mail"));
        } catch (Allowance.Exceeded e) {
            return new MailParse.Refused(e.getMessage());
        } catch (IOException | MimeException e) {
            return new MailParse.Refused("exceeds a limit or is broken: " + kind(e));
        } catch (StackOverflowError e) {
            return new MailParse.Refused("is nested too deeply");
        }
    }

    /** One that begins without any header is text, as far as a person can have typed it. */
    private static Optional<Part> message(byte[] bytes, Allowance allowance) throws IOException, MimeException {
        byte[] unwrapped = Wrapping.off(bytes);
        Part message = MimeReader.read(unwrapped, 0, allowance);
        if (!message.fields().isEmpty()) {
            return Optional.of(message);
        }
        String text = Charsets.decode(unwrapped, null);
        return text.isBlank() || text.indexOf(0) >= 0 ? Optional.empty() : Optional.of(Part.of("text/plain", text));
    }

    private static ParsedMail parsed(Part message, MailContent content) {
        Map<String, List<String>> headers = headers(message);
        String subject = headers.getOrDefault("subject", List.of("")).get(0);
        return new ParsedMail(
                headers,
                sender(headers.getOrDefault("from", List.of())),
                sender(headers.getOrDefault("reply-to", List.of())),
                subject.isEmpty() ? content.innerSubject().orElse("") : subject,
                message.mediaType(),
                content.text(),
                content.attachments(),
                content.doubts());
    }

    private static Map<String, List<String>> headers(Part message) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Field field : message.fields()) {
            String name = field.getName().strip().toLowerCase(Locale.ROOT);
            String value = HeaderText.raw(field, message.charset());
            headers.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(LITERAL.contains(name) ? value : HeaderText.decoded(value));
        }
        return headers;
    }

    private static Optional<ParsedMail.Sender> sender(List<String> values) {
        for (String value : values) {
            MailboxList mailboxes =
                    LenientAddressParser.DEFAULT.parseAddressList(value).flatten();
            for (Mailbox mailbox : mailboxes) {
                Optional<EmailAddress> address = EmailAddress.parse(mailbox.getAddress());
                if (address.isPresent()) {
                    return Optional.of(new ParsedMail.Sender(name(mailbox), address.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable String name(Mailbox mailbox) {
        String name = mailbox.getName();
        if (name == null || name.isBlank() || name.strip().equalsIgnoreCase(mailbox.getAddress())) {
            return null;
        }
        return HeaderText.decoded(name).strip();
    }

    /** The kind of fault; its message could repeat what the mail holds. */
    private static String kind(Exception fault) {
        Throwable cause = fault.getCause() instanceof MimeException ? fault.getCause() : fault;
        return cause.getClass().getSimpleName();
    }
}
