package org.feedbackhub.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.feedback.Sha256;

/** A raw store for trying out: has the files of the message at hand in memory, and forgets them for those of the next. */
final class SoonForgotten implements RawStore {

    /** Bytes; a message is not larger. */
    private static final long AT_MOST = 64L * 1024 * 1024;

    private final Map<String, byte[]> items = new LinkedHashMap<>();
    private long bytes;

    @Override
    public synchronized RawItem keep(Writer writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        byte[] content = out.toByteArray();
        String sha256 = Sha256.of(content);
        byte[] before = items.put(sha256, content);
        bytes += before == null ? content.length : 0;
        Iterator<byte[]> oldest = items.values().iterator();
        while (bytes > AT_MOST && items.size() > 1) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
        return new RawItem(sha256, content.length);
    }

    @Override
    public synchronized InputStream open(String sha256) throws IOException {
        byte[] content = items.get(sha256);
        if (content == null) {
            throw new FileNotFoundException("it is forgotten");
        }
        return new ByteArrayInputStream(content);
    }

    @Override
    public synchronized boolean holds(String sha256) {
        return items.containsKey(sha256);
    }

    @Override
    public void probe() {
        // always ready to forget
    }
}
