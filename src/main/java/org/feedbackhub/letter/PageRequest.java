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
 * @param last of the pages from that one on, where several are wanted
 * @param target into which they are to be copied; an empty path where nothing is
 */
record PageRequest(Path file, int page, Wanted wanted, int last, Path target) {

    /** What is wanted of a page. */
    enum Wanted {
        /** What stands on it. */
        WORDS,
        /** It as it was scanned. */
        PICTURE,
        /** Whether it stands between letters. */
        MARK,
        /** It, and those after it, in a file of their own. */
        COPY
    }

    static PageRequest words(Path file, int page) {
        return words(file, page, Path.of(""));
    }

    /** @param searchable where the page is to be copied as one that can be searched */
    static PageRequest words(Path file, int page, Path searchable) {
        return new PageRequest(file, page, Wanted.WORDS, page, searchable);
    }

    static PageRequest picture(Path file, int page) {
        return new PageRequest(file, page, Wanted.PICTURE, page, Path.of(""));
    }

    static PageRequest mark(Path file, int page) {
        return new PageRequest(file, page, Wanted.MARK, page, Path.of(""));
    }

    static PageRequest copy(Path file, int first, int last, Path target) {
        return new PageRequest(file, first, Wanted.COPY, last, target);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeUTF(file.toString());
        out.writeInt(page);
        out.writeByte(wanted.ordinal());
        out.writeInt(last);
        out.writeUTF(target.toString());
        out.flush();
    }

    /** The next request, or null when there are no more. */
    static @Nullable PageRequest readFrom(DataInputStream in) throws IOException {
        try {
            return new PageRequest(
                    Path.of(in.readUTF()),
                    in.readInt(),
                    Wanted.values()[in.readByte()],
                    in.readInt(),
                    Path.of(in.readUTF()));
        } catch (EOFException e) {
            return null;
        }
    }
}
