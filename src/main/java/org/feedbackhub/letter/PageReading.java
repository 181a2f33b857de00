package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads pages one after the other: by the words that the file holds, or by its image. Holds the last file open. */
final class PageReading implements AutoCloseable {

    private static final int CERTAIN = 100;

    private final LetterLimits limits;
    private final TextEngine engine;
    private @Nullable Path openPath;
    private @Nullable ScannedFile open;

    PageReading(LetterLimits limits, TextEngine engine) {
        this.limits = limits;
        this.engine = engine;
    }

    PageAnswer answer(PageRequest request) {
        try {
            ScannedFile file = file(request.file());
            if (request.page() < 1 || request.page() > file.pages()) {
                return new PageAnswer.Refused("there is no such page");
            }
            return switch (request.wanted()) {
                case WORDS -> new PageAnswer.Read(file.pages(), page(file, request.page()));
                case PICTURE ->
                    new PageAnswer.Pictured(file.image(request.page()).asPicture());
            };
        } catch (UnreadableLetter e) {
            return new PageAnswer.Refused(e.getMessage());
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new PageAnswer.Refused(
                    ranOutOfMemory(e)
                            ? "it needs more memory to be read than may be used"
                            : "the file is broken (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** The readers of images hide it. */
    private static boolean ranOutOfMemory(Throwable fault) {
        return fault instanceof OutOfMemoryError || fault.getCause() != null && ranOutOfMemory(fault.getCause());
    }

    private LetterPage page(ScannedFile file, int number) throws IOException, UnreadableLetter {
        String own = PageText.clean(file.ownText(number));
        if (PageText.isPlausible(own)) {
            return new LetterPage(number, own, CERTAIN, LetterPage.Source.FILE);
        }
        try (CleanPage page = new CleanPage(file.image(number), engine)) {
            if (page.isBlank()) {
                return new LetterPage(number, "", 0, LetterPage.Source.BLANK);
            }
            ReadLines lines = engine.read(page.pix(), page.resolution());
            String text = PageText.recognised(lines.text());
            int confidence = text.isEmpty() ? 0 : Math.min(lines.confidence(), page.shareOfInk(lines.boxes()));
            return new LetterPage(number, text, confidence, LetterPage.Source.IMAGE);
        }
    }

    private ScannedFile file(Path path) throws IOException, UnreadableLetter {
        ScannedFile present = open;
        if (present != null && path.equals(openPath)) {
            return present;
        }
        close();
        ScannedFile fresh = ScannedFile.open(path, limits);
        open = fresh;
        openPath = path;
        return fresh;
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
        open = null;
        openPath = null;
    }
}
