package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are there while a letter is in work, under names of the hub's own: a scanner's may have signs that another process cannot be
 * told.
 */
final class WorkingCopies {

    private static final Logger LOG = LoggerFactory.getLogger(WorkingCopies.class);

    private final Path folder;

    WorkingCopies(Path folder) {
        this.folder = folder;
    }

    /** An empty one. @param prefix tells people what it is */
    Path fresh(String prefix) throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, prefix, "");
    }

    Path of(Path file, String prefix) throws IOException {
        return Files.copy(file, fresh(prefix), StandardCopyOption.REPLACE_EXISTING);
    }

    /** One that stays is deleted with what killed hubs have left. @param copy or null if there is none */
    static void delete(@Nullable Path copy) {
        try {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            LOG.debug("event=working-copy-stays cause={}", e.getClass().getSimpleName());
        }
    }
}
