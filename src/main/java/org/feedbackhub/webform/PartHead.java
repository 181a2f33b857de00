package org.feedbackhub.webform;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.stream.Field;

/**
 * The header of a part of multipart/form-data (RFC 7578). Browsers write the names as raw UTF-8, with {@code %22} for a quotation
 * mark (WHATWG), so they are read by hand and not as a mail's.
 */
final class PartHead {

    private static final Pattern NAME = Pattern.compile("(?i)(?:^|;)\\s*name=(?:\"([^\"]*)\"|([^;\\s]+))");
    private static final Pattern FILE = Pattern.compile("(?i)(?:^|;)\\s*filename=(?:\"([^\"]*)\"|([^;\\s]+))");

    private String disposition = "";
    private String mediaType = "";

    void add(Field field) {
        String name = field.getName().strip().toLowerCase(Locale.ROOT);
        if (name.equals("content-disposition")) {
            disposition = field.getRaw() == null
                    ? field.getBody()
                    : new String(field.getRaw().toByteArray(), StandardCharsets.UTF_8).split(":", 2)[1];
        } else if (name.equals("content-type")) {
            mediaType = field.getBody().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        }
    }

    /** The field's name, or empty. */
    String name() {
        return value(NAME);
    }

    boolean isFile() {
        return FILE.matcher(disposition).find();
    }

    /** The file's name, or empty. */
    String fileName() {
        return value(FILE);
    }

    /** As declared, or empty. */
    String mediaType() {
        return mediaType;
    }

    private String value(Pattern pattern) {
        Matcher matcher = pattern.matcher(disposition);
        if (!matcher.find()) {
            return "";
        }
        String value = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return value.replace("%22", "\"").replace("%0D%0A", " ").strip();
    }
}
