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
 * @param backs where the back sides are, if they are wanted; else null
 */
record PageRequest(Path file, int page, Wanted wanted, int last, Path target, @Nullable Backs backs) {

    private static final Path NOWHERE = Path.of("");

    PageRequest(Path file, int page, Wanted wanted, int last, Path target) {
        this(file, page, wanted, last, target, null);
    }

    /** The back sides of pages. @param reversed whether the last comes first */
    record Backs(Path file, boolean reversed) {}

    /** What is wanted of a page. */
    enum Wanted {
        /** What stands on it. */
        WORDS,
        /** It as it was scanned. */
        PICTURE,
        /** Whether it stands between letters. */
        MARK,
        /** It, and those after it, in a file of their own. */
        COPY,
        /** All, each with its back from another file, in a file of their own. */
        COLLATE
    }

    static PageRequest words(Path file, int page) {
        return words(file, page, NOWHERE);
    }

    /** @param searchable where the page is to be copied as one that can be searched */
    static PageRequest words(Path file, int page, Path searchable) {
        return new PageRequest(file, page, Wanted.WORDS, page, searchable);
    }

    static PageRequest picture(Path file, int page) {
        return new PageRequest(file, page, Wanted.PICTURE, page, NOWHERE);
    }

    static PageRequest mark(Path file, int page) {
        return new PageRequest(file, page, Wanted.MARK, page, NOWHERE);
    }

    static PageRequest copy(Path file, int first, int last, Path target) {
        return new PageRequest(file, first, Wanted.COPY, last, target);
    }

    /** @param pages how many there are */
    static PageRequest collate(Path fronts, int pages, Backs backs, Path target) {
        return new PageRequest(fronts, 1, Wanted.COLLATE, pages, target, backs);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeUTF(file.toString());
        out.writeInt(page);
        out.writeByte(wanted.ordinal());
        out.writeInt(last);
        out.writeUTF(target.toString());
        out.writeUTF(backs == null ? "" : backs.file().toString());
        out.writeBoolean(backs != null && backs.reversed());
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
                    Path.of(in.readUTF()),
                    backs(Path.of(in.readUTF()), in.readBoolean()));
        } catch (EOFException e) {
            return null;
        }
    }

    private static @Nullable Backs backs(Path file, boolean reversed) {
        return file.equals(NOWHERE) ? null : new Backs(file, reversed);
    }
}
