package org.feedbackhub.council;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When the council's Quality Assurance Board meets (P17).
 *
 * @param firstMeeting the first day on which it meets, from which the others are counted; it is told nothing before
 * @param everyDays how many days later it meets again
 * @param source the policy's clause
 */
public record QualityBoard(@NotNull LocalDate firstMeeting, @Min(1) @Max(366) int everyDays, @NotBlank String source) {

    /** The last meeting that is not after this day; none before the first. */
    public Optional<LocalDate> lastMeeting(LocalDate day) {
        long since = ChronoUnit.DAYS.between(firstMeeting, day);
        return since < 0 ? Optional.empty() : Optional.of(day.minusDays(since % everyDays));
    }
}
