package org.feedbackhub.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/** Takes a message apart (RFC 2045, 2046), leniently and inside its allowance. Messages inside it stay whole. */
final class MimeReader {

    private static final int LOOKED_AT = 1_000;
    private static final Pattern BOUNDARY = Pattern.compile("\\A\\s*--([^\\s\"]{1,70})[ \\t]*\\r?\\n");
    private static final Set<String> UUENCODED = Set.of("x-uuencode", "uuencode", "x-uue");

    private final MimeTokenStream tokens;
    private final Allowance allowance;
    private final Deque<Open> open = new ArrayDeque<>();
    private List<Field> fields = new ArrayList<>();
    private @Nullable Part message;

    private MimeReader(Allowance allowance) {
        this.allowance = allowance;
        MailLimits limits = allowance.limits();
        this.tokens = new MimeTokenStream(
                MimeConfig.custom()
                        .setMaxLineLen(limits.lineLength())
                        .setMaxHeaderLen(limits.headerLength())
                        .setMaxHeaderCount(limits.headerCount())
                        .setMalformedHeaderStartsBody(false)
                        .build(),
                DecodeMonitor.SILENT,
                new ContentTypes());
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    }

    /**
     * The message that the bytes hold.
     *
     * @throws MimeException if it exceeds a limit of the line, the header or their number
     * @throws Allowance.Exceeded if it exceeds another one
     */
    static Part read(byte[] bytes, int from, Allowance allowance) throws IOException, MimeException {
        MimeReader reader = new MimeReader(allowance);
        reader.tokens.parse(allowance.timed(bytes, from));
        return reader.read();
    }

    private Part read() throws IOException, MimeException {
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            switch (state) {
                case T_START_MESSAGE, T_START_BODYPART -> fields = new ArrayList<>();
                case T_FIELD -> fields.add(tokens.getField());
                case T_START_MULTIPART -> start(tokens.getBodyDescriptor());
                case T_PREAMBLE -> open.getFirst().preamble = preamble();
                case T_END_MULTIPART -> done(open.removeFirst().part());
                case T_BODY -> done(leaf(tokens.getBodyDescriptor()));
                default -> {
                    // starts and ends that hold nothing
                }
            }
        }
        return message == null ? new Part(fields, "text/plain", null, new byte[0], List.of()) : message;
    }

    private void start(BodyDescriptor descriptor) {
        allowance.takePart();
        open.addFirst(new Open(fields, mediaType(descriptor)));
        allowance.checkDepth(open.size());
    }

    /** What stands before the first part is for programs without MIME; where no part follows, it is all there is. */
    private byte[] preamble() throws IOException {
        return tokens.getInputStream().readNBytes(allowance.limits().textLength());
    }

    private Part leaf(BodyDescriptor descriptor) throws IOException {
        allowance.takePart();
        String encoding = descriptor.getTransferEncoding();
        byte[] content;
        try (InputStream decoded = tokens.getDecodedInputStream()) {
            content = decoded.readAllBytes();
        }
        if (encoding != null && UUENCODED.contains(encoding.toLowerCase(Locale.ROOT))) {
            content = Uuencoded.decode(new ByteArrayInputStream(content)).orElse(content);
        }
        Part leaf = new Part(fields, mediaType(descriptor), charset(descriptor), content, List.of());
        return leaf.declares("multipart/") ? repaired(leaf) : leaf;
    }

    /** Where the header does not tell the boundary in a way that can be read, the first line of the body does. */
    private Part repaired(Part leaf) throws IOException {
        String start = new String(leaf.content(), 0, Math.min(leaf.content().length, LOOKED_AT), ISO_8859_1);
        Matcher boundary = BOUNDARY.matcher(start);
        if (!boundary.find()) {
            return leaf;
        }
        MimeReader reader = new MimeReader(allowance);
        String type = "multipart/mixed; boundary=\"" + boundary.group(1) + '"';
        try {
            reader.tokens.parseHeadless(allowance.timed(leaf.content(), 0), type);
            return Part.multipart("mixed", leaf.fields(), reader.read().parts());
        } catch (MimeException e) {
            return leaf;
        }
    }

    private void done(Part part) {
        if (open.isEmpty()) {
            message = part;
        } else {
            open.getFirst().parts.add(part);
        }
    }

    private static String mediaType(BodyDescriptor descriptor) {
        return descriptor.getMimeType() == null
                ? "text/plain"
                : descriptor.getMimeType().strip().toLowerCase(Locale.ROOT);
    }

    /** The parser's own default is no declaration. */
    private @Nullable String charset(BodyDescriptor descriptor) {
        String charset = descriptor.getCharset();
        return "us-ascii".equalsIgnoreCase(charset) ? null : charset;
    }

    /** A multipart whose end has not been seen. */
    private static final class Open {
        private final List<Field> fields;
        private final String mediaType;
        private final List<Part> parts = new ArrayList<>();
        private byte[] preamble = new byte[0];

        Open(List<Field> fields, String mediaType) {
            this.fields = fields;
            this.mediaType = mediaType;
        }

        Part part() {
            return new Part(fields, mediaType, null, preamble, parts);
        }
    }
}
