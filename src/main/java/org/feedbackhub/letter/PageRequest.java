package org.feedbackhub.letter;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the hub asks a reading process for.
 *
 * @param file that holds the page
 * @param page from 1
 */
record PageRequest(Path file, int page) {

    void writeTo(DataOutputStream out) throws IOException {
        out.writeUTF(file.toString());
        out.writeInt(page);
        out.flush();
    }

    /** The next request, or null when there are no more. */
    static @Nullable PageRequest readFrom(DataInputStream in) throws IOException {
        try {
            return new PageRequest(Path.of(in.readUTF()), in.readInt());
        } catch (EOFException e) {
            return null;
        }
    }
}
