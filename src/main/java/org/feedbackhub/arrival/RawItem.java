package org.feedbackhub.arrival;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that came.
 *
 * @param sha256 lower-case hexadecimal, under which they are found
 * @param size in bytes
 * @param held a buffer over exactly the bytes, to be read only, if they become durable no sooner than the arrival that is recorded from them; null
 *     if they are durable
 */
public record RawItem(String sha256, long size, @JsonIgnore @Nullable ByteBuffer held) {

    /** Bytes that are durable. */
    public RawItem(String sha256, long size) {
        this(sha256, size, null);
    }
}
