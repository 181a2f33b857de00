package org.feedbackhub.email;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.MimeParameterMapping;
import org.jspecify.annotations.Nullable;

/**
 * A part of a message, or the message (RFC 2045): its header fields, and either parts of its own or content.
 *
 * @param fields in their order
 * @param mediaType lower case, {@code text/plain} where the part tells none
 * @param charset as declared, or null
 * @param content with the transfer encoding taken off; of a multipart, what stands before its first part
 * @param parts of a multipart
 */
record Part(List<Field> fields, String mediaType, @Nullable String charset, byte[] content, List<Part> parts) {

    private static final byte[] NOTHING = new byte[0];

    /** A part without a header of its own, such as those that Outlook's formats hold. */
    static Part of(String mediaType, byte[] content) {
        return new Part(List.of(), mediaType, null, content, List.of());
    }

    /** A part with text in UTF-8. */
    static Part of(String mediaType, String text) {
        return new Part(List.of(), mediaType, "utf-8", text.getBytes(StandardCharsets.UTF_8), List.of());
    }

    /** An attachment. */
    static Part file(@Nullable String name, String mediaType, byte[] content) {
        String quoted = name == null ? "" : "; filename=\"" + name.replaceAll("[\"\\\\\\p{Cntrl}]", "_") + '"';
        Field disposition = new RawField("Content-Disposition", " attachment" + quoted);
        return new Part(List.of(disposition), mediaType, null, content, List.of());
    }

    /** A part that holds others. */
    static Part multipart(String kind, List<Field> fields, List<Part> parts) {
        return new Part(fields, "multipart/" + kind, null, NOTHING, parts);
    }

    boolean isMultipart() {
        return mediaType.startsWith("multipart/");
    }

    /** Whether its Content-Type begins so, whether or not the rest of it can be read. */
    boolean declares(String type) {
        return ContentTypes.of(fields)
                .filter(field -> HeaderText.raw(field).toLowerCase(Locale.ROOT).startsWith(type))
                .isPresent();
    }

    /** The parameter of Content-Type, or null (RFC 2231 encoding taken off). */
    @Nullable
    String parameter(String name) {
        return ContentTypes.of(fields).map(field -> parameters(field).get(name)).orElse(null);
    }

    /** Whether it says of itself to be an attachment. */
    boolean isAttachment() {
        return field("content-disposition")
                .map(field -> RawFieldParser.DEFAULT.parseRawBody(raw(field)).getValue())
                .filter(value -> value != null && value.strip().equalsIgnoreCase("attachment"))
                .isPresent();
    }

    /** The file name, from Content-Disposition or else Content-Type (RFC 2183, 2231), or null. */
    @Nullable
    String name() {
        String name = field("content-disposition")
                .map(field -> parameters(field).get("filename"))
                .orElse(null);
        name = name == null ? parameter("name") : name;
        return name == null ? null : HeaderText.decoded(name);
    }

    private Optional<Field> field(String name) {
        for (Field field : fields) {
            if (field.getName().strip().equalsIgnoreCase(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> parameters(Field field) {
        RawBody body = RawFieldParser.DEFAULT.parseRawBody(raw(field));
        MimeParameterMapping mapping = new MimeParameterMapping();
        for (NameValuePair parameter : body.getParams()) {
            if (parameter.getName() != null && parameter.getValue() != null) {
                mapping.addParameter(parameter.getName().toLowerCase(Locale.ROOT), eightBit(parameter.getValue()));
            }
        }
        return mapping.getParameters();
    }

    private static RawField raw(Field field) {
        return field instanceof RawField raw ? raw : new RawField(field.getName(), field.getBody());
    }

    /** The parser takes each byte for a character; what goes beyond ASCII is in whatever charset the sender used. */
    private static String eightBit(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 127 && value.charAt(i) < 256) {
                return Charsets.decode(value.getBytes(StandardCharsets.ISO_8859_1), null);
            }
        }
        return value;
    }
}
