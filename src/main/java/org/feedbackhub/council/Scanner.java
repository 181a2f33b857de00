package org.feedbackhub.council;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A scanner, or a post room's system, that drops letters into a folder.
 *
 * @param id unique over all councils; part of each letter's identity, so it stays as it is
 * @param folder into which it drops them; beside it the hub keeps {@code work}, {@code done} and {@code failed}, so all of these lie on one
 *     file system
 * @param indexed whether a file with what the post room has noted comes with each letter, which waits for it; where it need not, such a
 *     file counts if it is there already
 * @param separators what stands between the letters of a batch that is scanned into one file
 * @param sides how the two files of a stack are told whose fronts are scanned first and then its backs; null where each file has whole
 *     pages
 */
public record Scanner(
        @NotNull @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*", message = "must be lower-case words joined by hyphens")
                String id,
        @NotNull Path folder,
        boolean indexed,
        @NotNull Separators separators,
        @Nullable @Valid Sides sides) {

    /**
     * How the names of two such files end, before the dot: the rest of them is the same.
     *
     * @param fronts of the file with the front sides, such as {@code -odd}
     * @param backs of the file with the back sides
     * @param backsReversed whether these come last page first, as from a stack that was turned over
     */
    public record Sides(@NotBlank String fronts, @NotBlank String backs, boolean backsReversed) {

        @AssertTrue(message = "needs endings of which none is the end of the other")
        boolean isTold() {
            return fronts == null || backs == null || !fronts.endsWith(backs) && !backs.endsWith(fronts);
        }
    }

    /** What stands between the letters of a file. */
    public enum Separators {
        /** A file is one letter. */
        @JsonProperty("none")
        NONE,
        /** A blank page; only for paper that is written on one side and scanned so. */
        @JsonProperty("blank-page")
        BLANK_PAGE,
        /** A sheet that the hub prints. */
        @JsonProperty("sheet")
        SHEET
    }

    @Override
    public String toString() {
        return "scanner " + id;
    }
}
