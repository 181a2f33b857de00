package org.feedbackhub.arrival;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import org.feedbackhub.feedback.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The raw store of a running hub: small items beside the ledger, in the transaction that enters them, larger ones as files. A
 * file costs two forced writes of the disk before the transaction begins, which for a message of some kilobytes is most of what
 * it costs to keep it.
 */
final class LedgerRawStore implements RawStore {

    private final FileRawStore files;
    private final RawItemTable table;
    private final int heldUpTo;

    /** @param heldUpTo bytes; a larger item is a file; 0 makes files of all */
    LedgerRawStore(FileRawStore files, RawItemTable table, int heldUpTo) {
        this.files = files;
        this.table = table;
        this.heldUpTo = heldUpTo;
    }

    @Override
    public RawItem keep(Writer writer) throws IOException {
        return files.keep(writer);
    }

    @Override
    public RawItem hold(Writer writer) throws IOException {
        try (Held held = new Held()) {
            writer.writeTo(held);
            return held.item();
        }
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        try {
            return files.open(sha256);
        } catch (NoSuchFileException e) {
            return new ByteArrayInputStream(table.find(sha256).orElseThrow(() -> new FileNotFoundException(sha256)));
        }
    }

    @Override
    public boolean holds(String sha256) {
        return files.holds(sha256) || table.holds(sha256);
    }

    @Override
    public void probe() throws IOException {
        files.probe();
    }

    /**
     * Deletes what nothing refers to and nothing has touched since the given moment.
     *
     * @return how many were deleted
     */
    long sweep(Instant untouchedSince, FileRawStore.References references) throws IOException {
        return table.sweep(untouchedSince) + files.sweep(untouchedSince, references);
    }

    /** Bytes in memory, until they are too many and go on as a file. */
    private final class Held extends OutputStream implements Closeable {
        private final ByteArrayOutputStream small = new ByteArrayOutputStream();
        private FileRawStore.@Nullable Incoming large;

        @Override
        public void write(int one) throws IOException {
            room(1).write(one);
        }

        @Override
        public void write(byte[] some, int offset, int length) throws IOException {
            room(length).write(some, offset, length);
        }

        private OutputStream room(int length) throws IOException {
            if (large == null && small.size() + (long) length > heldUpTo) {
                large = files.incoming();
                small.writeTo(large.stream());
                small.reset();
            }
            return large == null ? small : large.stream();
        }

        RawItem item() throws IOException {
            if (large != null) {
                return large.keep();
            }
            byte[] bytes = small.toByteArray();
            return new RawItem(Sha256.of(bytes), bytes.length, ByteBuffer.wrap(bytes));
        }

        @Override
        public void close() throws IOException {
            if (large != null) {
                large.close();
            }
        }
    }
}
