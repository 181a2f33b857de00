package org.feedbackhub.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.feedbackhub.arrival.Attachments;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.arrival.ReceivedFile;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.feedback.TransientFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the words of the files that came with a submission from the raw store, each time anew: they are kept, published, logged
 * and shown nowhere, and whoever looks at a message again finds them again. A file that cannot be read has none.
 */
public final class AttachedText implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AttachedText.class);

    /** What is seen or heard, not read. */
    private static final List<String> WORDLESS = List.of("image/", "video/", "audio/", "font/");

    private final RawStore rawStore;
    private final List<FileFormat> formats;
    private final AttachmentLimits limits;
    private final FileReaders readers;

    /** @param formats of which the first that reads any words of a file is enough */
    public AttachedText(RawStore rawStore, List<FileFormat> formats, AttachmentLimits limits) {
        this.rawStore = rawStore;
        this.formats = new ArrayList<>(List.of(new PdfFile(limits), new OfficeFile(limits)));
        this.formats.addAll(formats);
        this.formats.add(new OldWordFile());
        this.limits = limits;
        this.readers = new FileReaders(limits.atOnce());
    }

    /**
     * The words of one file.
     *
     * @param attachment the file's number within the message, from 1
     * @param text never blank
     */
    public record Found(int attachment, String text) {}

    /**
     * The words of the files, in their order, of those that have any.
     *
     * @throws TransientFault if the raw store cannot be read just now
     */
    public List<Found> of(Submission submission) {
        List<Found> found = new ArrayList<>();
        Allowed allowed = new Allowed();
        for (Attachment file : submission.attachments()) {
            if (allowed.isOver()) {
                break;
            }
            if (mayHaveWords(file.mediaType(), file.size()) && rawStore.holds(file.sha256())) {
                String text = allowed.text(file.mediaType(), content(file));
                if (!text.isBlank()) {
                    found.add(new Found(file.id(), text));
                }
            }
        }
        return found;
    }

    private boolean mayHaveWords(String mediaType, long size) {
        return size > 0
                && size <= limits.fileSize().toBytes()
                && WORDLESS.stream().noneMatch(mediaType::startsWith);
    }

    private byte[] content(Attachment file) {
        try (InputStream content = rawStore.open(file.sha256())) {
            return content.readNBytes(Math.toIntExact(limits.fileSize().toBytes()));
        } catch (IOException e) {
            throw new TransientFault("an attachment could not be read from the raw store", e);
        }
    }

    @Override
    public void close() {
        readers.close();
    }

    /** What the files of one message may still demand. */
    private final class Allowed {
        private final long deadline = System.nanoTime() + limits.time().toNanos();
        private final AtomicInteger files = new AtomicInteger(limits.files());
        private int characters = limits.characters();

        boolean isOver() {
            return files.get() <= 0 || characters <= 0 || System.nanoTime() - deadline > 0;
        }

        String text(String mediaType, byte[] content) {
            long end = System.nanoTime() + limits.fileTime().toNanos();
            Words words = new Words(Math.min(characters, limits.fileCharacters()), end - deadline > 0 ? deadline : end);
            readers.read(words, () -> readAll(mediaType, content, words));
            String text = words.text();
            characters -= text.length();
            return text;
        }

        private void readAll(String mediaType, byte[] content, Words words) {
            try {
                read(mediaType, content, words, 0);
            } catch (Words.Enough e) {
                LOG.debug("event=attachment-read-in-part type={}", mediaType);
            }
        }

        /** Whatever a file brings about, its message goes on. */
        private void read(String mediaType, byte[] content, Words words, int depth) {
            try {
                files.decrementAndGet();
                for (ReceivedFile inside : inside(mediaType, content, words)) {
                    String type = Attachments.mediaType(inside);
                    if (depth < limits.depth() && files.get() > 0 && mayHaveWords(type, inside.content().length)) {
                        read(type, inside.content(), words, depth + 1);
                    }
                }
            } catch (Words.Enough e) {
                throw e;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                unread(mediaType, e);
            }
        }

        private List<ReceivedFile> inside(String mediaType, byte[] content, Words words) {
            List<ReceivedFile> inside = new ArrayList<>();
            boolean before = !words.isEmpty();
            for (FileFormat format : formats) {
                if (format.reads(mediaType, content)) {
                    try {
                        inside.addAll(format.read(mediaType, content, words));
                    } catch (IOException e) {
                        unread(mediaType, e);
                    }
                    if (!words.isEmpty() && !before || !inside.isEmpty()) {
                        break;
                    }
                }
            }
            return inside;
        }

        private static void unread(String mediaType, Throwable fault) {
            LOG.debug(
                    "event=attachment-unread type={} cause={}",
                    mediaType,
                    fault.getClass().getSimpleName());
        }
    }
}
