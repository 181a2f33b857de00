package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.feedbackhub.council.Scanner;
import org.feedbackhub.feedback.TransientFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the pages of a stack together whose sides were scanned one after the other. */
final class BothSides {

    private static final Logger LOG = LoggerFactory.getLogger(BothSides.class);

    private final PageReaders readers;
    private final Path folder;

    /** @param folder for the files with both sides, which are deleted when they are recorded */
    BothSides(PageReaders readers, Path folder) {
        this.readers = readers;
        this.folder = folder;
    }

    /**
     * The file with front and back of each page in turn; the file itself where it has whole pages.
     *
     * @throws UnreadableLetter if the other sides have not come, or do not match
     * @throws TransientFault if they cannot be put together just now
     */
    ClaimedLetter whole(ClaimedLetter letter) throws UnreadableLetter {
        Optional<Half> half = Half.of(letter.file(), letter.scanner());
        Scanner.Sides sides = letter.scanner().sides();
        if (half.isEmpty() || sides == null) {
            return letter;
        }
        Path backs = letter.backs();
        if (backs == null) {
            throw new UnreadableLetter(
                    half.get().fronts()
                            ? "the back sides of its pages have not come, in a file whose name ends with "
                                    + sides.backs()
                            : "the front sides of its pages have not come, in a file whose name ends with "
                                    + sides.fronts());
        }
        Path fronts = null;
        Path others = null;
        Path whole = null;
        try {
            Files.createDirectories(folder);
            fronts = copied(letter.file());
            others = copied(backs);
            whole = Files.createTempFile(folder, "sides-", "");
            readers.collate(fronts, others, sides.backsReversed(), whole);
            return letter.whole(whole);
        } catch (IOException e) {
            delete(whole);
            throw new TransientFault("the sides of its pages could not be put together", e);
        } catch (UnreadableLetter | TransientFault e) {
            delete(whole);
            throw e;
        } finally {
            delete(fronts);
            delete(others);
        }
    }

    /** Under a name of the hub's own: a scanner's may have signs that another process cannot be told. */
    private Path copied(Path file) throws IOException {
        Path copy = Files.createTempFile(folder, "side-", "");
        return Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes the file with both sides, if there is one. */
    static void forget(ClaimedLetter claimed, ClaimedLetter whole) {
        if (claimed != whole) {
            delete(whole.file());
        }
    }

    /** One that stays is deleted with what killed hubs have left. */
    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.debug("event=sides-stay cause={}", e.getClass().getSimpleName());
        }
    }
}
