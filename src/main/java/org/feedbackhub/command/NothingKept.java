package org.feedbackhub.command;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.feedback.Sha256;

/** A raw store for trying out: tells the hash and size of what it is given, and keeps none of it. */
final class NothingKept implements RawStore {

    @Override
    public RawItem keep(Writer writer) throws IOException {
        Counter counter = new Counter();
        MessageDigest digest = Sha256.digest();
        try (DigestOutputStream out = new DigestOutputStream(counter, digest)) {
            writer.writeTo(out);
        }
        return new RawItem(Sha256.written(digest.digest()), counter.bytes);
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
}
