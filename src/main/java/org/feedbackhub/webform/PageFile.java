package org.feedbackhub.webform;

import java.util.Optional;
import org.springframework.util.unit.DataSize;

/**
 * A file that was uploaded and is kept until the page is sent.
 *
 * @param sha256 under which the raw store has it
 * @param size bytes
 * @param mediaType as the browser called it
 * @param name as the browser called it
 */
public record PageFile(String sha256, long size, String mediaType, String name) {

    private static final String BETWEEN = "|";
    private static final int PARTS = 4;

    String written() {
        return String.join(BETWEEN, sha256, String.valueOf(size), mediaType.replace(BETWEEN, ""), name);
    }

    static Optional<PageFile> read(String written) {
        String[] parts = written.split("\\|", PARTS);
        return parts.length == PARTS
                ? Optional.of(new PageFile(parts[0], Long.parseLong(parts[1]), parts[2], parts[3]))
                : Optional.empty();
    }

    /** The size as people say it. */
    public String told() {
        long kilobytes = Math.max(1, size / DataSize.ofKilobytes(1).toBytes());
        return kilobytes < DataSize.ofMegabytes(1).toKilobytes()
                ? kilobytes + " KB"
                : size / DataSize.ofMegabytes(1).toBytes() + " MB";
    }
}
