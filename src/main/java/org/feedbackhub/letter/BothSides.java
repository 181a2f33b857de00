package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.feedbackhub.council.Scanner;
import org.feedbackhub.feedback.TransientFault;

/** Puts the pages of a stack together whose sides were scanned one after the other. */
final class BothSides {

    private final PageReaders readers;
    private final WorkingCopies copies;

    /** @param folder for the files with both sides, which are deleted when they are recorded */
    BothSides(PageReaders readers, Path folder) {
        this.readers = readers;
        this.copies = new WorkingCopies(folder);
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
            fronts = copies.of(letter.file(), "side-");
            others = copies.of(backs, "side-");
            whole = copies.fresh("sides-");
            readers.collate(fronts, others, sides.backsReversed(), whole);
            return letter.whole(whole);
        } catch (IOException e) {
            WorkingCopies.delete(whole);
            throw new TransientFault("the sides of its pages could not be put together", e);
        } catch (UnreadableLetter | TransientFault e) {
            WorkingCopies.delete(whole);
            throw e;
        } finally {
            WorkingCopies.delete(fronts);
            WorkingCopies.delete(others);
        }
    }

    /** Deletes the file with both sides, if there is one. */
    static void forget(ClaimedLetter claimed, ClaimedLetter whole) {
        if (claimed != whole) {
            WorkingCopies.delete(whole.file());
        }
    }
}
