package org.feedbackhub.arrival;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Keeps what came exactly as it came, under the SHA-256 of its bytes. */
public interface RawStore {

    /**
     * Keeps what the writer writes. When this returns, the bytes survive a crash of the machine.
     *
     * @throws IOException if the writer fails or the bytes cannot be made durable; nothing is kept then
     */
    RawItem keep(Writer writer) throws IOException;

    /**
     * Takes what the writer writes, from a source that still has it. What is small is held, and becomes durable in the
     * transaction that records the arrival; what is large is kept at once, as by {@link #keep}.
     *
     * @throws IOException if the writer fails or a large item cannot be made durable; nothing is kept then
     */
    default RawItem hold(Writer writer) throws IOException {
        return keep(writer);
    }

    /** The bytes of an item, held or kept. @throws IOException if they are not there or cannot be read */
    default InputStream open(RawItem item) throws IOException {
        ByteBuffer held = item.held();
        return held == null ? open(item.sha256()) : new ByteArrayInputStream(held.array());
    }

    /** The kept bytes. @throws IOException if they are not there or cannot be read */
    InputStream open(String sha256) throws IOException;

    /** Whether bytes are kept under this hash. */
    boolean holds(String sha256);

    /** Proves that bytes can be written. @throws IOException if they cannot */
    void probe() throws IOException;

    /** Something that writes bytes once. */
    interface Writer {
        /** Writes all of it and leaves the stream open. */
        void writeTo(OutputStream out) throws IOException;
    }
}
