package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.feedbackhub.council.Scanner.Separators;
import org.feedbackhub.feedback.TransientFault;

/** Takes the letters of a batch apart. */
final class Batches {

    private final PageReaders readers;
    private final WorkingCopies copies;

    /** @param folder for the letters' own files, which are deleted when they are recorded */
    Batches(PageReaders readers, Path folder) {
        this.readers = readers;
        this.copies = new WorkingCopies(folder);
    }

    /** Whether files of the letter's scanner may hold several. */
    static boolean mayBe(ClaimedLetter letter) {
        return letter.scanner().separators() != Separators.NONE;
    }

    /**
     * The letters of a file, each with its own pages and no other's; the file itself if it is one letter, or none.
     *
     * @throws UnreadableLetter if its pages cannot be told, or not all of them come out
     * @throws TransientFault if it cannot be taken apart just now
     */
    List<ClaimedLetter> lettersOf(ClaimedLetter file) throws UnreadableLetter {
        List<ClaimedLetter> letters = new ArrayList<>();
        Path copy = null;
        try {
            copy = copies.of(file.file(), "batch-");
            Batch batch = Batch.of(readers.marks(copy), file.scanner().separators());
            // what holds no letter is looked at by a person, whole
            if (batch.isOneLetter() || batch.letters().isEmpty()) {
                return List.of(file);
            }
            for (Batch.Letter letter : batch.letters()) {
                Path own = copies.fresh("letter-");
                letters.add(file.part(letter, own));
                if (readers.copy(copy, letter.first(), letter.last(), own) != letter.pages()) {
                    throw new UnreadableLetter("pages are missing in the letter from page " + letter.first() + " on");
                }
            }
            return letters;
        } catch (IOException e) {
            forget(file, letters);
            throw new TransientFault("the letters of a batch could not be taken apart", e);
        } catch (UnreadableLetter | TransientFault e) {
            forget(file, letters);
            throw e;
        } finally {
            WorkingCopies.delete(copy);
        }
    }

    /** Deletes the files of letters that were taken out of the file. */
    static void forget(ClaimedLetter file, List<ClaimedLetter> letters) {
        letters.stream().filter(letter -> letter != file).forEach(letter -> WorkingCopies.delete(letter.file()));
    }
}
