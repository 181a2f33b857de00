package org.feedbackhub.classification;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was learnt and is the same whenever it is learnt again: in a folder, and what the build has learnt from the examples of the
 * project in the jar, so that a hub with those need not learn at its start.
 */
final class LearntFiles {

    private static final Logger LOG = LoggerFactory.getLogger(LearntFiles.class);

    /** Where the build puts it. */
    private static final String SHIPPED = "/classification/";

    private final Path folder;

    LearntFiles(Path folder) {
        this.folder = folder;
    }

    /** Reads what stands in a file. */
    interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    /** Writes what is to stand in a file. */
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /** What the file of this name holds; nothing if there is none, or if it cannot be read and is to be learnt anew. */
    <T> Optional<T> read(String name, Reading<T> reading) {
        try (InputStream found = open(name)) {
            return found == null
                    ? Optional.empty()
                    : Optional.of(reading.from(new DataInputStream(new BufferedInputStream(found))));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("event=learnt-file-unreadable name={} cause=\"{}\"", name, e.toString());
            return Optional.empty();
        }
    }

    private InputStream open(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.newInputStream(file) : LearntFiles.class.getResourceAsStream(SHIPPED + name);
    }

    /** Keeps it under this name, whole or not at all. */
    void keep(String name, Writing writing) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, name, ".part");
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
                writing.to(out);
            }
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
