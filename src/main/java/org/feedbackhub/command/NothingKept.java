package org.feedbackhub.command;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;

/** A raw store for trying out: tells the hash and size of what it is given, and keeps none of it. */
final class NothingKept implements RawStore {

    @Override
    public RawItem keep(Writer writer) throws IOException {
        Counter counter = new Counter();
        MessageDigest digest = sha256();
        try (DigestOutputStream out = new DigestOutputStream(counter, digest)) {
            writer.writeTo(out);
        }
        return new RawItem(HexFormat.of().formatHex(digest.digest()), counter.bytes);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        throw new FileNotFoundException("nothing is kept here");
    }

    @Override
    public boolean holds(String sha256) {
        return false;
    }

    @Override
    public void probe() {
        // always ready to keep nothing
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            bytes += length;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
