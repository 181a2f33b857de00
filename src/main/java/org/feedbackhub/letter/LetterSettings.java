package org.feedbackhub.letter;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How letters are taken from the folders into which scanners drop them.
 *
 * @param lookEvery how often the folders are looked at; nothing tells of a file on a mounted one
 * @param stableFor for how long a file must not have changed before it counts as complete
 * @param indexWithin how far the times of a letter and of what the post room noted about it may be apart: names are used again
 * @param otherSideWithin how long the front or back sides of a stack wait for the others, where they come in two files
 * @param retryAfter how long a letter waits that could not be recorded just now
 * @param atOnce letters that are in work at the same moment
 * @param litter names that are no letters and are left alone, as glob patterns
 * @param folder for what reading needs: trained data, unpacked native parts, and copies of letters while they are read
 * @param tesseract the program of the machine's own Tesseract, or null for the one that the hub brings
 * @param trainedData the folder of the machine's own trained data for it, or null for those that come with the engine
 */
@ConfigurationProperties("hub.letters")
@Validated
public record LetterSettings(
        @NotNull @DurationMin(millis = 10) Duration lookEvery,
        @NotNull @DurationMin(millis = 100) Duration stableFor,
        @NotNull Duration indexWithin,
        @NotNull @DurationMin(seconds = 1) Duration otherSideWithin,
        @NotNull @DurationMin(millis = 100) Duration retryAfter,
        @Min(1) int atOnce,
        @NotEmpty List<String> litter,
        @NotNull Path folder,
        @Nullable Path tesseract,
        @Nullable Path trainedData) {

    static final String PAGES = "pages";

    /** For copies of letters while they are read. */
    Path pages() {
        return folder.resolve(PAGES);
    }
}
