package org.feedbackhub.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.MAPIRtfAttribute;
import org.apache.poi.hmef.attribute.TNEFAttribute;
import org.apache.poi.hmef.attribute.TNEFProperty;
import org.apache.poi.hsmf.datatypes.MAPIProperty;
import org.apache.poi.hsmf.datatypes.Types;
import org.jspecify.annotations.Nullable;

/** Opens {@code winmail.dat}, in which Outlook hides a message's text and files (MS-OXTNEF). */
final class Tnef {

    private final HMEFMessage message;
    private final String charset;

    private Tnef(HMEFMessage message) {
        this.message = message;
        byte[] codePage = data(message.getMessageAttribute(TNEFProperty.ID_OEMCODEPAGE));
        this.charset = codePage.length < Integer.BYTES
                ? "windows-1252"
                : "cp"
                        + ByteBuffer.wrap(codePage)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getInt();
    }

    static boolean is(Part part) {
        String name = part.mediaType().equals("application/octet-stream") ? part.name() : null;
        return part.mediaType().equals("application/ms-tnef")
                || part.mediaType().equals("application/vnd.ms-tnef")
                || "winmail.dat".equalsIgnoreCase(name);
    }

    /** The message inside as parts like those of any mail, with its subject; nothing if it is broken. */
    static Optional<Part> open(byte[] bytes) {
        try {
            return Optional.of(new Tnef(new HMEFMessage(new ByteArrayInputStream(bytes))).message());
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private Part message() {
        List<Part> parts = new ArrayList<>();
        parts.add(Part.multipart("alternative", List.of(), bodies()));
        for (Attachment file : message.getAttachments()) {
            byte[] content = content(file);
            if (content.length > 0) {
                parts.add(Part.file(name(file), "application/octet-stream", content));
            }
        }
        String subject = subject();
        List<Field> fields = subject == null ? List.of() : List.of(new RawField("Subject", subject));
        return Part.multipart("mixed", fields, parts);
    }

    private List<Part> bodies() {
        List<Part> bodies = new ArrayList<>();
        byte[] plain = data(message.getMessageAttribute(TNEFProperty.ID_BODY));
        if (plain.length > 0) {
            bodies.add(Part.of("text/plain", Charsets.decode(plain, charset)));
        }
        text(MAPIProperty.BODY).ifPresent(text -> bodies.add(Part.of("text/plain", text)));
        text(MAPIProperty.BODY_HTML).ifPresent(html -> bodies.add(Part.of("text/html", html)));
        if (message.getMessageMAPIAttribute(MAPIProperty.RTF_COMPRESSED) instanceof MAPIRtfAttribute rtf) {
            RtfText.of(rtf.getDataString()).ifPresent(text -> bodies.add(Part.of("text/plain", text)));
        }
        return bodies;
    }

    private @Nullable String subject() {
        byte[] subject = data(message.getMessageAttribute(TNEFProperty.ID_SUBJECT));
        return subject.length > 0
                ? zeroEnded(Charsets.decode(subject, charset))
                : text(MAPIProperty.SUBJECT).orElse(null);
    }

    private Optional<String> text(MAPIProperty property) {
        MAPIAttribute attribute = message.getMessageMAPIAttribute(property);
        if (attribute == null || attribute.getData() == null) {
            return Optional.empty();
        }
        boolean wide = attribute.getType() == Types.UNICODE_STRING.getId();
        String text = Charsets.decode(attribute.getData(), wide ? "utf-16le" : charset);
        return Optional.of(zeroEnded(text)).filter(words -> !words.isBlank());
    }

    private static @Nullable String name(Attachment file) {
        String longName = file.getLongFilename();
        return longName == null ? file.getFilename() : longName;
    }

    private static byte[] content(Attachment file) {
        TNEFAttribute data = file.getAttribute(TNEFProperty.ID_ATTACHDATA);
        return data(data);
    }

    private static byte[] data(@Nullable TNEFAttribute attribute) {
        return attribute == null || attribute.getData() == null ? new byte[0] : attribute.getData();
    }

    private static String zeroEnded(String text) {
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }
}
