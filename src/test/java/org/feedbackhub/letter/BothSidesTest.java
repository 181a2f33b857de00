package org.feedbackhub.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.feedbackhub.council.Scanner;
import org.feedbackhub.feedback.CouncilId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stacks whose fronts were scanned first and then their backs. */
class BothSidesTest {

    private static final BufferedImage ONE = page("The first page is about the bench.");
    private static final BufferedImage TWO = page("The second page is about the kerb.");
    private static final BufferedImage THREE = page("The third page is about the lamp.");
    private static final BufferedImage FOUR = page("The fourth page is about the bins.");

    private static PageReaders readers;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        readers = TestReaders.start(TestReaders.LIMITS);
    }

    @AfterAll
    static void stop() {
        readers.close();
    }

    @ParameterizedTest(name = "{0}, backs reversed: {1}")
    @CsvSource({"pdf, false", "pdf, true", "tiff, false", "tiff, true"})
    void each_page_is_followed_by_its_back(String format, boolean reversed) throws Exception {
        Path fronts = write("0007-odd." + format, format, ONE, THREE);
        Path backs = reversed
                ? write("0007-even." + format, format, FOUR, TWO)
                : write("0007-even." + format, format, TWO, FOUR);
        ClaimedLetter claimed = claimed(fronts, backs, reversed);
        BothSides sides = new BothSides(readers, folder.resolve("pages"));

        ClaimedLetter whole = sides.whole(claimed);

        assertThat(whole.source()).isEqualTo(claimed.source());
        assertThat(readers.read(whole.file()))
                .extracting(LetterPage::text)
                .satisfiesExactly(
                        text -> assertThat(text).contains("bench"),
                        text -> assertThat(text).contains("kerb"),
                        text -> assertThat(text).contains("lamp"),
                        text -> assertThat(text).contains("bins"));
        // taken up again after a crash it is the same letter
        assertThat(sides.whole(claimed).file()).hasSameBinaryContentAs(whole.file());
        BothSides.forget(claimed, whole);
        assertThat(whole.file()).doesNotExist();
        assertThat(fronts).exists();
        assertThat(backs).exists();
    }

    @Test
    void a_page_that_is_missing_on_one_side_is_told_and_nothing_is_put_together() throws Exception {
        ClaimedLetter claimed = claimed(write("1-odd.pdf", "pdf", ONE, THREE), write("1-even.pdf", "pdf", TWO), true);

        assertThatThrownBy(() -> new BothSides(readers, folder.resolve("pages")).whole(claimed))
                .isInstanceOf(UnreadableLetter.class)
                .hasMessage("it has 2 front sides and 1 back sides: a page was left out, or two went through at once");
        assertThat(folder.resolve("pages")).isEmptyDirectory();
    }

    @Test
    void sides_of_two_kinds_are_told() throws Exception {
        ClaimedLetter claimed = claimed(write("1-odd.pdf", "pdf", ONE), write("1-even.pdf", "tiff", TWO), true);

        assertThatThrownBy(() -> new BothSides(readers, folder.resolve("pages")).whole(claimed))
                .isInstanceOf(UnreadableLetter.class)
                .hasMessage("its front sides are a PDF, and its back sides an image");
    }

    @Test
    void one_side_alone_is_never_taken_for_the_letter() throws Exception {
        BothSides sides = new BothSides(readers, folder.resolve("pages"));
        ClaimedLetter fronts = claimed(write("1-odd.pdf", "pdf", ONE), null, true);
        ClaimedLetter backs = claimed(write("2-even.pdf", "pdf", TWO), null, true);
        ClaimedLetter whole = claimed(write("letter.pdf", "pdf", THREE), null, true);

        assertThatThrownBy(() -> sides.whole(fronts)).hasMessageContaining("the back sides of its pages have not come");
        assertThatThrownBy(() -> sides.whole(backs)).hasMessageContaining("the front sides of its pages have not come");
        assertThat(sides.whole(whole)).isSameAs(whole);
    }

    private Path write(String name, String format, BufferedImage... pages) throws Exception {
        return Files.write(folder.resolve(name), format.equals("pdf") ? Paper.pdf(pages) : Paper.tiff(List.of(pages)));
    }

    private ClaimedLetter claimed(Path fronts, @Nullable Path backs, boolean reversed) {
        return new ClaimedLetter(
                new CouncilId("west-lindsey"),
                new Scanner(
                        "post-room",
                        folder,
                        false,
                        Scanner.Separators.NONE,
                        new Scanner.Sides("-odd", "-even", reversed)),
                UUID.randomUUID(),
                fronts,
                backs,
                null,
                Instant.EPOCH,
                null);
    }

    private static BufferedImage page(String words) {
        return Paper.typed("Dear Sir or Madam,\n\n" + words + "\nIt is as it was last week, and the week before.\n");
    }
}
