package org.feedbackhub.arrival;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.tika.Tika;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Scan;
import org.feedbackhub.feedback.TransientFault;
import org.jspecify.annotations.Nullable;

/** Keeps the files that came with something, under names that are safe and types that are true. */
public final class Attachments {

    private static final int LONGEST_NAME = 120;

    private static final Tika TIKA = new Tika();

    private final RawStore rawStore;

    public Attachments(RawStore rawStore) {
        this.rawStore = rawStore;
    }

    /** @throws TransientFault if the raw store cannot keep them just now */
    public List<Attachment> keep(List<ReceivedFile> files) {
        List<Attachment> kept = new ArrayList<>();
        for (ReceivedFile file : files) {
            kept.add(keep(kept.size() + 1, file));
        }
        return kept;
    }

    private Attachment keep(int id, ReceivedFile file) {
        try {
            RawItem item = rawStore.keep(out -> out.write(file.content()));
            return new Attachment(
                    id, safeName(id, file.name()), mediaType(file), item.size(), item.sha256(), Scan.NOT_SCANNED);
        } catch (IOException e) {
            throw new TransientFault("an attachment could not be kept", e);
        }
    }

    /** What a file is by its content; a mail inside a mail is what its sender says. */
    public static String mediaType(ReceivedFile file) {
        return file.declaredType().equals("message/rfc822")
                ? file.declaredType()
                : TIKA.detect(file.content(), file.name() == null ? "" : file.name());
    }

    /** The last part of the name, without what a file system or a page could take for something else. */
    private static String safeName(int id, @Nullable String name) {
        String last = name == null ? "" : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String safe = last.replaceAll("[\\p{Cntrl}\\p{Cf}<>:\"|?*&%$#`']", "_").strip();
        safe = safe.replaceAll("^\\.+", "");
        if (safe.isEmpty()) {
            return "attachment-" + id;
        }
        // halves of signs, also those that the cut leaves, would keep the database from taking the whole of it
        return safe.substring(Math.max(0, safe.length() - LONGEST_NAME)).replaceAll("\\p{Cs}", "_");
    }
}
