package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tika.Tika;

/** A file with the pages of one or more letters, open to be read page by page. */
interface ScannedFile extends AutoCloseable {

    /** How many it has, at least one. */
    int pages();

    /** The page's words as the file itself holds them; empty if it holds none. @param page from 1 */
    String ownText(int page) throws IOException;

    /** @param page from 1 @throws UnreadableLetter if it is beyond a limit */
    GreyImage image(int page) throws IOException, UnreadableLetter;

    /**
     * Copies some of its pages into a file of their own, the same each time.
     *
     * @param first from 1
     * @return how many there are in it
     */
    int copy(int first, int last, Path target) throws IOException, UnreadableLetter;

    /**
     * Copies all its pages into a file of their own, each followed by its back, the same each time.
     *
     * @param backs of a file of as many pages
     * @param reversed whether its last page comes first
     * @return how many there are in it
     * @throws UnreadableLetter if one is a PDF and the other an image, or a page is beyond a limit
     */
    int collate(ScannedFile backs, boolean reversed, Path target) throws IOException, UnreadableLetter;

    /** Which of so many backs belongs to a front. @param page from 1 */
    static int back(int page, int pages, boolean reversed) {
        return reversed ? pages - page + 1 : page;
    }

    @Override
    void close() throws IOException;

    /**
     * Opens a file, which is what it holds and not what it is called.
     *
     * @throws UnreadableLetter if it is none that can hold a letter, or beyond a limit
     */
    static ScannedFile open(Path path, LetterLimits limits) throws IOException, UnreadableLetter {
        if (Files.size(path) == 0) {
            throw new UnreadableLetter("the file is empty");
        }
        String type = new Tika().detect(path);
        ScannedFile file =
                switch (type) {
                    case "application/pdf" -> new ScannedPdf(path, limits);
                    case "image/tiff", "image/jpeg", "image/png" -> new ScannedImage(path, limits);
                    default -> throw new UnreadableLetter("the file is no PDF, TIFF, JPEG or PNG but " + type);
                };
        if (file.pages() < 1) {
            file.close();
            throw new UnreadableLetter("the file has no pages");
        }
        return file;
    }
}
