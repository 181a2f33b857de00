package org.feedbackhub.print;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How letters are handed over, and how many are written at most; what is beyond is held for somebody to see to.
 *
 * @param batchEvery how often those that are written are put in the council's folder, as one batch with its manifest
 * @param perAddress how many to one address, whoever is named there
 * @param perCouncil how many of one council
 */
@ConfigurationProperties("hub.print")
@Validated
record PrintSettings(
        @NotNull @DurationMin(seconds = 1) Duration batchEvery,
        @NotNull @Valid Cap perAddress,
        @NotNull @Valid Cap perCouncil) {

    /** At most so many. @param within the time that is looked back */
    record Cap(@Min(1) int atMost, @NotNull Duration within) {}
}
