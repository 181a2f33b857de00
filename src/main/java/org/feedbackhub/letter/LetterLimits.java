package org.feedbackhub.letter;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How far scanned letters are read, and when a page counts as read.
 *
 * @param size of a letter; a larger one is not read
 * @param pages of a letter
 * @param batchSize of a file with many letters
 * @param batchPages of a file with many letters
 * @param megapixels of a page, before any of it is unpacked
 * @param pageTime that one page may take; the process that reads it is ended then
 * @param memory of Java in a process that reads
 * @param processes that read at the same moment
 * @param pagesAProcess after which a process is replaced by a fresh one
 * @param sureFrom the mean confidence, of 100, from which a page counts as read; below it a person looks
 */
@ConfigurationProperties("hub.letters.limits")
@Validated
public record LetterLimits(
        @DefaultValue("60MB") @NotNull DataSize size,
        @DefaultValue("60") @Min(1) int pages,
        @DefaultValue("500MB") @NotNull DataSize batchSize,
        @DefaultValue("1000") @Min(1) int batchPages,
        @DefaultValue("60") @Min(1) int megapixels,
        @DefaultValue("30s") @NotNull @DurationMin(millis = 1) Duration pageTime,
        @DefaultValue("384MB") @NotNull DataSize memory,
        @DefaultValue("2") @Min(1) int processes,
        @DefaultValue("500") @Min(1) int pagesAProcess,
        @DefaultValue("90") @Min(0) @Max(100) int sureFrom) {}
