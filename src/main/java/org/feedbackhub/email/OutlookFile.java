package org.feedbackhub.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.StringChunk;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;

/** A mail that Outlook saved as a file of its own kind, {@code .msg} (MS-OXMSG). */
final class OutlookFile {

    private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1};

    private final MAPIMessage message;

    private OutlookFile(MAPIMessage message) {
        this.message = message;
        message.setReturnNullOnMissingChunk(true);
        if (message.has7BitEncodingStrings()) {
            message.guess7BitEncoding();
        }
    }

    /** Whether the bytes begin as such files do, and Word's and Excel's old ones too. */
    static boolean maybe(byte[] bytes) {
        for (int i = 0; i < OLE2.length; i++) {
            if (i >= bytes.length || bytes[i] != OLE2[i]) {
                return false;
            }
        }
        return true;
    }

    /** The mail as parts like those of any other, or nothing if the file is broken or none of Outlook's. */
    static Optional<Part> open(byte[] bytes) {
        try (MAPIMessage message = new MAPIMessage(new ByteArrayInputStream(bytes))) {
            if (message.getMainChunks() == null
                    || message.getMainChunks().getAll().isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new OutlookFile(message).part());
        } catch (IOException | ChunkNotFoundException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private Part part() throws ChunkNotFoundException {
        List<Part> parts = new ArrayList<>();
        parts.add(Part.multipart("alternative", List.of(), bodies()));
        for (AttachmentChunks file : message.getAttachmentFiles()) {
            parts.add(file(file));
        }
        return Part.multipart("mixed", fields(), parts);
    }

    private List<Part> bodies() throws ChunkNotFoundException {
        List<Part> bodies = new ArrayList<>();
        if (message.getTextBody() != null) {
            bodies.add(Part.of("text/plain", message.getTextBody()));
        }
        if (message.getHtmlBody() != null) {
            bodies.add(Part.of("text/html", message.getHtmlBody()));
        }
        if (bodies.isEmpty() && message.getRtfBody() != null) {
            RtfText.of(message.getRtfBody()).ifPresent(text -> bodies.add(Part.of("text/plain", text)));
        }
        return bodies;
    }

    /** The headers that it came with; one that never went over the internet has a sender and a subject at least. */
    private List<Field> fields() throws ChunkNotFoundException {
        List<Field> fields = new ArrayList<>();
        String[] lines = message.getHeaders();
        String headers = lines == null ? "" : String.join("\n", lines).replaceAll("\\r?\\n[ \\t]+", " ");
        headers.lines().map(OutlookFile::field).flatMap(Optional::stream).forEach(fields::add);
        String name = message.getDisplayFrom() == null ? "" : message.getDisplayFrom();
        if (!has(fields, "from")) {
            fields.add(new RawField("From", '"' + name.replace("\"", "'") + "\" <" + address(name) + ">"));
        }
        if (!has(fields, "subject") && message.getSubject() != null) {
            fields.add(new RawField("Subject", message.getSubject()));
        }
        return fields;
    }

    /** Exchange names its own people by a directory path, which is no address. */
    private String address(String name) {
        StringChunk address = message.getMainChunks().getEmailFromChunk();
        String value = address == null || address.getValue() == null ? "" : address.getValue();
        return value.contains("@") ? value : name.contains("@") ? name : "";
    }

    private static Optional<Field> field(String line) {
        int colon = line.indexOf(':');
        String name = colon < 1 ? "" : line.substring(0, colon).strip();
        boolean ofTheForm = name.toLowerCase(Locale.ROOT).startsWith("content-");
        return name.isEmpty() || name.contains(" ") || ofTheForm
                ? Optional.empty()
                : Optional.of(new RawField(name, line.substring(colon + 1)));
    }

    private static boolean has(List<Field> fields, String name) {
        return fields.stream().anyMatch(field -> field.getName().equalsIgnoreCase(name));
    }

    private static Part file(AttachmentChunks file) {
        StringChunk longName = file.getAttachLongFileName();
        StringChunk name = longName == null ? file.getAttachFileName() : longName;
        if (file.isEmbeddedMessage()) {
            return Part.file("message.eml", "message/rfc822", embedded(file));
        }
        byte[] content =
                file.getAttachData() == null ? null : file.getAttachData().getValue();
        return Part.file(
                name == null ? null : name.getValue(),
                "application/octet-stream",
                content == null ? new byte[0] : content);
    }

    /** A mail inside it, in the internet's form: who wrote it, about what, and the words. */
    private static byte[] embedded(AttachmentChunks file) {
        try {
            OutlookFile inner = new OutlookFile(file.getEmbeddedMessage());
            StringBuilder eml = new StringBuilder("Content-Type: text/plain; charset=utf-8\n");
            for (Field field : inner.fields()) {
                eml.append(field.getName())
                        .append(": ")
                        .append(HeaderText.raw(field))
                        .append('\n');
            }
            String text = inner.message.getTextBody();
            return eml.append('\n').append(text == null ? "" : text).toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException | ChunkNotFoundException | RuntimeException e) {
            return new byte[0];
        }
    }
}
