package org.feedbackhub.council;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/**
 * A time by which something is promised.
 *
 * @param within how many units, counted from the day after the start
 * @param unit calendar or working days
 * @param from what starts the clock
 * @param source the policy's clause, or {@code service standard} where the policy states no target and the council set one
 */
public record Target(@Min(1) @Max(366) int within, @NotNull Unit unit, @NotNull Start from, @NotBlank String source) {

    /** What a target is counted in. */
    public enum Unit {
        /** Every day of the calendar counts. */
        @JsonProperty("days")
        DAYS,
        /** Saturdays, Sundays, bank holidays and the council's closure days do not count. */
        @JsonProperty("working-days")
        WORKING_DAYS
    }

    /** What a target is counted from. */
    public enum Start {
        /** The council got the message. */
        @JsonProperty("receipt")
        RECEIPT,
        /** The council acknowledged it. */
        @JsonProperty("acknowledgement")
        ACKNOWLEDGEMENT,
        /** The council got the request for the next stage. */
        @JsonProperty("request")
        REQUEST
    }
}
