package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
            if (request.page() < 1 || request.page() > request.last() || request.last() > file.pages()) {
                return new PageAnswer.Refused("there is no such page");
            }
            checkPages(file, request.wanted());
            return switch (request.wanted()) {
                case WORDS -> new PageAnswer.Read(file.pages(), page(file, request.page(), request.target()));
                case PICTURE ->
                    new PageAnswer.Pictured(file.image(request.page()).asPicture());
                case MARK -> new PageAnswer.Marked(file.pages(), mark(file.image(request.page())));
                case COPY -> new PageAnswer.Copied(file.copy(request.page(), request.last(), request.target()));
                case COLLATE -> new PageAnswer.Copied(collated(file, request));
            };
        } catch (EngineFailed e) {
            throw e;
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

    private void checkPages(ScannedFile file, PageRequest.Wanted wanted) throws UnreadableLetter {
        boolean letter = wanted == PageRequest.Wanted.WORDS || wanted == PageRequest.Wanted.PICTURE;
        int most = letter ? limits.pages() : limits.batchPages();
        if (file.pages() > most) {
            throw new UnreadableLetter("the file has " + file.pages() + " pages, and " + most + " are read at most");
        }
    }

    private int collated(ScannedFile fronts, PageRequest request) throws IOException, UnreadableLetter {
        PageRequest.Backs wanted = Objects.requireNonNull(request.backs());
        try (ScannedFile backs = ScannedFile.open(wanted.file(), limits)) {
            if (fronts.pages() != backs.pages()) {
                throw new UnreadableLetter("it has " + fronts.pages() + " front sides and " + backs.pages()
                        + " back sides: a page was left out, or two went through at once");
            }
            return fronts.collate(backs, wanted.reversed(), request.target());
        }
    }

    private static PageMark mark(GreyImage image) throws UnreadableLetter {
        try (CleanPage page = new CleanPage(image)) {
            page.even();
            if (page.isBlank()) {
                return PageMark.BLANK;
            }
        }
        return SeparatorSheet.isOne(image) ? PageMark.SHEET : PageMark.LETTER;
    }

    /** @param searchable where a copy that can be searched is to be; an empty path where none is */
    private LetterPage page(ScannedFile file, int number, Path searchable) throws IOException, UnreadableLetter {
        String own = PageText.clean(file.ownText(number));
        if (PageText.isPlausible(own)) {
            return new LetterPage(number, own, CERTAIN, LetterPage.Source.FILE);
        }
        try (CleanPage page = new CleanPage(file.image(number))) {
            page.makeReadable(engine);
            if (page.isBlank()) {
                copy(page, List.of(), searchable);
                return new LetterPage(number, "", 0, LetterPage.Source.BLANK);
            }
            ReadLines lines = engine.read(page.pix(), page.resolution());
            copy(page, lines.words(), searchable);
            String text = PageText.recognised(lines.text());
            int confidence = text.isEmpty() ? 0 : Math.min(lines.confidence(), page.shareOfInk(lines.words()));
            return new LetterPage(number, text, confidence, LetterPage.Source.IMAGE);
        }
    }

    /** The letter counts for more than its copy, which is not there then. */
    private static void copy(CleanPage page, List<ReadLines.Word> words, Path searchable) {
        if (!searchable.toString().isEmpty()) {
            try {
                SearchablePage.write(page, words, searchable);
            } catch (IOException e) {
                searchable.toFile().delete();
            }
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
