package org.feedbackhub.email;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.dom.address.MailboxList;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.feedbackhub.feedback.EmailAddress;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of a message (RFC 5322, 2045-2047, 2231) as leniently as mail programs do, inside the limits. */
final class MailParser {

    private static final String MBOX_SEPARATOR = "From ";
    private static final String MESSAGE = "message/rfc822";
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    /** Headers whose encoded words are not text: addresses are told apart first, identifiers have none. */
    private static final Set<String> LITERAL = Set.of(
            "from", "reply-to", "message-id", "in-reply-to", "references", "authentication-results", "return-path");

    private final MailLimits limits;
    private final MimeConfig config;

    MailParser(MailLimits limits) {
        this.limits = limits;
        this.config = MimeConfig.custom()
                .setMaxLineLen(limits.lineLength())
                .setMaxHeaderLen(limits.headerLength())
                .setMaxHeaderCount(limits.headerCount())
                .setMalformedHeaderStartsBody(false)
                .build();
    }

    MailParse parse(byte[] bytes) {
        if (bytes.length > limits.size().toBytes()) {
            return new MailParse.Refused("larger than " + limits.size().toMegabytes() + " MB");
        }
        try {
            Message message = builder().parseMessage(withoutMboxSeparator(bytes));
            if (message.getHeader() == null || message.getHeader().getFields().isEmpty()) {
                return new MailParse.Refused("has no header, so it is not a mail");
            }
            Content content = new Content();
            collect(message, content, 0);
            return content.refusal
                    .<MailParse>map(MailParse.Refused::new)
                    .orElseGet(() -> new MailParse.Read(parsed(message, content)));
        } catch (CountingBodyFactory.TooManyParts e) {
            return new MailParse.Refused("has more than " + limits.parts() + " parts");
        } catch (MimeIOException e) {
            return new MailParse.Refused("exceeds a limit or is broken: " + kind(e.getCause()));
        } catch (IOException e) {
            return new MailParse.Refused("cannot be decoded: " + kind(e));
        } catch (StackOverflowError e) {
            return new MailParse.Refused("is nested too deeply");
        }
    }

    private DefaultMessageBuilder builder() {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(config);
        builder.setDecodeMonitor(DecodeMonitor.SILENT);
        builder.setContentDecoding(true);
        builder.setBodyFactory(new CountingBodyFactory(limits.parts()));
        return builder;
    }

    /** A file taken out of an mbox begins with its separator line, which is no header. */
    private static ByteArrayInputStream withoutMboxSeparator(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, MBOX_SEPARATOR.length()), StandardCharsets.US_ASCII);
        int from = 0;
        if (start.equals(MBOX_SEPARATOR)) {
            while (from < bytes.length && bytes[from++] != '\n') {
                // up to and with the line's end
            }
        }
        return new ByteArrayInputStream(bytes, from, bytes.length - from);
    }

    /** What the walk over the parts has gathered. */
    private static final class Content {
        private final List<String> texts = new ArrayList<>();
        private final List<ParsedMail.File> attachments = new ArrayList<>();
        private int parts;
        private Optional<String> refusal = Optional.empty();
    }

    private void collect(Entity entity, Content content, int depth) throws IOException {
        if (depth > limits.depth()) {
            content.refusal = Optional.of("is nested more than " + limits.depth() + " deep");
        } else if (++content.parts > limits.parts()) {
            content.refusal = Optional.of("has more than " + limits.parts() + " parts");
        } else if (entity.getBody() instanceof Multipart multipart) {
            collectParts(entity, multipart, content, depth);
        } else if (entity.getBody() instanceof Message nested) {
            content.attachments.add(new ParsedMail.File(named(entity, "message.eml"), MESSAGE, written(nested)));
        } else if (entity.getBody() instanceof SingleBody single) {
            collectLeaf(entity, single, content);
        }
    }

    private void collectParts(Entity entity, Multipart multipart, Content content, int depth) throws IOException {
        if (!"multipart/alternative".equals(mediaType(entity))) {
            for (Entity part : multipart.getBodyParts()) {
                collect(part, content, depth + 1);
            }
            return;
        }
        Content best = new Content();
        for (Entity part : multipart.getBodyParts()) {
            Content alternative = new Content();
            alternative.parts = content.parts;
            collect(part, alternative, depth + 1);
            content.parts = alternative.parts;
            content.attachments.addAll(alternative.attachments);
            content.refusal = content.refusal.or(() -> alternative.refusal);
            if (isBetter(part, alternative, best)) {
                best = alternative;
            }
        }
        content.texts.addAll(best.texts);
    }

    /** Plain text is what the person typed, and HTML the program's dressing of it; yet an empty plain part is no text. */
    private static boolean isBetter(Entity part, Content alternative, Content best) {
        boolean hasText = alternative.texts.stream().anyMatch(text -> !text.isBlank());
        boolean hadText = best.texts.stream().anyMatch(text -> !text.isBlank());
        return hasText && (!hadText || "text/plain".equals(mediaType(part)));
    }

    private void collectLeaf(Entity entity, SingleBody body, Content content) throws IOException {
        String mediaType = mediaType(entity);
        byte[] bytes = body.getInputStream().readAllBytes();
        boolean attached = "attachment".equalsIgnoreCase(entity.getDispositionType()) || entity.getFilename() != null;
        if (attached || !mediaType.startsWith("text/")) {
            content.attachments.add(new ParsedMail.File(named(entity, null), mediaType, bytes));
            return;
        }
        String text = Charsets.decode(bytes, entity.getCharset());
        content.texts.add(cut(
                switch (mediaType) {
                    case "text/html" ->
                        HtmlText.of(
                                text.length() <= limits.htmlLength() ? text : text.substring(0, limits.htmlLength()));
                    case "text/plain" -> FlowedText.of(text, entity);
                    default -> text;
                }));
    }

    private String cut(String text) {
        return text.length() <= limits.textLength() ? text : text.substring(0, limits.textLength());
    }

    private ParsedMail parsed(Message message, Content content) {
        Map<String, List<String>> headers = headers(message);
        return new ParsedMail(
                headers,
                sender(headers.getOrDefault("from", List.of())),
                sender(headers.getOrDefault("reply-to", List.of())),
                headers.getOrDefault("subject", List.of("")).get(0),
                mediaType(message),
                clean(cut(String.join("\n\n", content.texts))).strip(),
                List.copyOf(content.attachments));
    }

    private static Map<String, List<String>> headers(Message message) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Field field : message.getHeader().getFields()) {
            String name = field.getName().strip().toLowerCase(Locale.ROOT);
            boolean literal = LITERAL.contains(name);
            String value = field.getBody() == null ? "" : unfolded(field.getBody());
            headers.computeIfAbsent(name, key -> new ArrayList<>()).add(literal ? oneLine(value) : decoded(value));
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
        return decoded(name).strip();
    }

    private static @Nullable String named(Entity entity, @Nullable String otherwise) {
        String name = entity.getFilename();
        return name == null ? otherwise : decoded(name);
    }

    private static byte[] written(Message nested) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new DefaultMessageWriter().writeMessage(nested, out);
        return out.toByteArray();
    }

    private static String mediaType(Entity entity) {
        return entity.getMimeType() == null
                ? "text/plain"
                : entity.getMimeType().toLowerCase(Locale.ROOT);
    }

    /** Encoded words may hold line ends, which nothing that came in a header may bring into one that we write. */
    private static String decoded(String value) {
        return oneLine(clean(DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT)));
    }

    private static String oneLine(String value) {
        return CONTROL.matcher(value).replaceAll(" ");
    }

    private static String unfolded(String value) {
        return value.replaceAll("\\r?\\n[ \\t]+", " ").strip();
    }

    /** Without the NUL that PostgreSQL refuses and the half characters that no encoder accepts. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> point != 0 && Character.getType(point) != Character.SURROGATE)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static String kind(@Nullable Throwable fault) {
        return fault instanceof MimeException || fault instanceof IOException
                ? fault.getClass().getSimpleName()
                : "unknown";
    }
}
