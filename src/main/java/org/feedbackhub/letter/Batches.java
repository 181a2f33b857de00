package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.feedbackhub.council.Scanner.Separators;
import org.feedbackhub.feedback.TransientFault;

/** Takes the letters of a batch apart. */
final class Batches {

    private final PageReaders readers;
    private final Path folder;

    /** @param folder for the letters' own files, which are deleted when they are recorded */
    Batches(PageReaders readers, Path folder) {
        this.readers = readers;
        this.folder = folder.resolve("pages");
    }

    /** Whether files of the letter's scanner may hold several. */
    static boolean mayBe(ClaimedLetter letter) {
        return letter.scanner().separators() != Separators.NONE;
    }

    /**
     * The letters of a file, each with its own pages and no other's; the file itself if it is one letter.
     *
     * @throws UnreadableLetter if its pages cannot be told, or not all of them come out
     * @throws TransientFault if it cannot be taken apart just now
     */
    List<ClaimedLetter> lettersOf(ClaimedLetter file) throws UnreadableLetter {
        Batch batch = Batch.of(readers.marks(file.file()), file.scanner().separators());
        if (batch.isOneLetter()) {
            return List.of(file);
        }
        if (!batch.isWhole()) {
            throw new UnreadableLetter("its letters have other pages than the whole");
        }
        List<ClaimedLetter> letters = new ArrayList<>();
        try {
            for (Batch.Letter letter : batch.letters()) {
                Files.createDirectories(folder);
                Path own = Files.createTempFile(folder, "letter-", "");
                letters.add(file.part(letters.size() + 1, own));
                if (readers.copy(file.file(), letter.first(), letter.last(), own) != letter.pages()) {
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
        }
    }

    /** Deletes the files of letters that were taken out of the file. */
    static void forget(ClaimedLetter file, List<ClaimedLetter> letters) {
        for (ClaimedLetter letter : letters) {
            if (letter != file) {
                try {
                    Files.deleteIfExists(letter.file());
                } catch (IOException e) {
                    throw new TransientFault("the copy of a letter could not be deleted", e);
                }
            }
        }
    }
}
