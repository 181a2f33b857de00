package org.feedbackhub.webform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/** Reads what was typed out of multipart/form-data that is too large to be kept, and lets the files go by. */
final class TypedFields {

    /** Of all fields together; the longest message of the widest signs is a fifth of it. */
    private static final int AT_MOST = 1024 * 1024;

    private static final int LONGEST_PART_HEADER = 8 * 1024;

    private TypedFields() {}

    /** The fields by their names, so far as the body can be read; of one that comes again, all values. */
    static Map<String, String[]> of(String contentType, InputStream body) {
        MimeTokenStream tokens = new MimeTokenStream(
                MimeConfig.custom()
                        .setMaxLineLen(-1)
                        .setMaxHeaderLen(LONGEST_PART_HEADER)
                        .build(),
                DecodeMonitor.SILENT,
                null);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        Map<String, String[]> fields = new LinkedHashMap<>();
        try {
            tokens.parseHeadless(body, contentType);
            PartHead head = new PartHead();
            int left = AT_MOST;
            for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
                if (state == EntityState.T_START_BODYPART) {
                    head = new PartHead();
                } else if (state == EntityState.T_FIELD) {
                    head.add(tokens.getField());
                } else if (state == EntityState.T_BODY && !head.isFile() && left > 0) {
                    byte[] value = tokens.getDecodedInputStream().readNBytes(left);
                    left -= value.length;
                    fields.merge(
                            head.name(), new String[] {new String(value, StandardCharsets.UTF_8)}, TypedFields::both);
                }
            }
        } catch (MimeException | IOException e) {
            // what came before it broke off is still somebody's work
            return fields;
        }
        return fields;
    }

    private static String[] both(String[] some, String[] others) {
        String[] all = Arrays.copyOf(some, some.length + others.length);
        System.arraycopy(others, 0, all, some.length, others.length);
        return all;
    }
}
