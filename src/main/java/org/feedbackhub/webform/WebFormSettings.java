package org.feedbackhub.webform;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How postings and forms are taken.
 *
 * @param limits of one posting
 * @param inWork bytes of all postings that are in work at once
 * @param bodyWithin how long a body may take to come
 * @param signatureWindow how far a posting's time may be from ours, either way (Standard Webhooks)
 * @param keys how long the keys of callers are kept
 * @param perForm how many postings one form may make
 * @param perAddress how many one address may make
 * @param addresses of how many addresses and forms the counts are kept; the ones not seen for longest go first
 * @param pageKey by which the hidden fields of the hub's own pages are sealed; the same for all instances
 * @param pageNotBefore how long people need at least to fill a page in
 * @param pagePerAddress how often pages may be sent on from one address, on which many people may be
 */
@Validated
@ConfigurationProperties("hub.web-form")
public record WebFormSettings(
        @NotNull @Valid Limits limits,
        @NotNull DataSize inWork,
        @NotNull Duration bodyWithin,
        @NotNull Duration signatureWindow,
        @NotNull @Valid Keys keys,
        @NotNull @Valid Rate perForm,
        @NotNull @Valid Rate perAddress,
        @Min(1) int addresses,
        @NotNull @Size(min = 32, message = "must have at least 32 signs") String pageKey,
        @NotNull Duration pageNotBefore,
        @NotNull @Valid Rate pagePerAddress) {

    /**
     * What one posting may hold.
     *
     * @param body bytes
     * @param files number of files
     * @param fileSize bytes of each
     * @param message signs of the message
     * @param field signs of each other field
     * @param parts fields and files together
     * @param depth of JSON
     */
    public record Limits(
            @NotNull DataSize body,
            @Min(0) int files,
            @NotNull DataSize fileSize,
            @Min(1) int message,
            @Min(1) int field,
            @Min(1) int parts,
            @Min(1) @Max(1000) int depth) {}

    /**
     * How long the keys are kept that callers give beside the id under which they sign.
     *
     * @param keptFor not less than the contract promises
     * @param sweptEvery how often those are deleted that are older
     */
    public record Keys(
            @NotNull @DurationMin(days = 30, message = "must be 30 days or more, as the contract promises")
                    Duration keptFor,
            @NotNull Duration sweptEvery) {}

    /** So many in so long, and as many at once. */
    public record Rate(@Min(1) long postings, @NotNull Duration within) {}
}
