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
 * @param wanted of it
 */
record PageRequest(Path file, int page, Wanted wanted) {

    /** What is wanted of a page. */
    enum Wanted {
        WORDS,
        PICTURE
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeUTF(file.toString());
        out.writeInt(page);
        out.writeByte(wanted.ordinal());
        out.flush();
    }

    /** The next request, or null when there are no more. */
    static @Nullable PageRequest readFrom(DataInputStream in) throws IOException {
        try {
            return new PageRequest(Path.of(in.readUTF()), in.readInt(), Wanted.values()[in.readByte()]);
        } catch (EOFException e) {
            return null;
        }
    }
}
