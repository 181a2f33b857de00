package org.feedbackhub.letter;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.feedbackhub.council.Scanner;
import org.feedbackhub.feedback.CouncilId;
import org.jspecify.annotations.Nullable;

/**
 * A file that this hub has taken from a drop folder.
 *
 * @param council whose folder it is
 * @param scanner that dropped it
 * @param id under which it was claimed: a second file of the same name has another
 * @param file where it lies while it is in work
 * @param backs the file with the back sides of its pages, or null where they are in the same one
 * @param index what the post room has noted about it, or null if it lies alone
 * @param droppedAt when it came, or the day in the name of its folder began
 * @param part its pages in the file that was claimed, which tell it from others even if the file is taken apart otherwise later; null
 *     for the whole file
 */
public record ClaimedLetter(
        CouncilId council,
        Scanner scanner,
        UUID id,
        Path file,
        @Nullable Path backs,
        @Nullable Path index,
        Instant droppedAt,
        Batch.@Nullable Letter part) {

    /** One of the letters that it holds. @param own the file with that letter alone */
    ClaimedLetter part(Batch.Letter pages, Path own) {
        return new ClaimedLetter(council, scanner, id, own, null, index, droppedAt, pages);
    }

    /** The same with both sides of its pages. @param both the file that has them */
    ClaimedLetter whole(Path both) {
        return new ClaimedLetter(council, scanner, id, both, null, index, droppedAt, part);
    }

    /** What it is called in the ledger, the same each time it is taken up. */
    String source() {
        return "letter:" + council + "/" + scanner.id() + "/" + id
                + (part == null ? "" : "/" + part.first() + "-" + part.last());
    }

    /** The name of the file may be personal. */
    @Override
    public String toString() {
        return source();
    }
}
