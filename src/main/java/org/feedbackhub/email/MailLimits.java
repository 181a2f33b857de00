package org.feedbackhub.email;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What a message may demand; one that demands more is put in quarantine, whole.
 *
 * @param size of the message as it came
 * @param headerLength of one header field, folded lines together, in bytes
 * @param headerCount header fields of one part
 * @param lineLength of one line, in bytes; RFC 5322 allows 998, real mail has more
 * @param parts of the message, nested ones included
 * @param depth to which parts may be nested
 * @param textLength characters of text that are understood; what is beyond stays in the original
 * @param htmlLength characters of HTML that are turned into text
 * @param time that reading it may take
 */
@ConfigurationProperties("hub.email.limits")
@Validated
public record MailLimits(
        @DefaultValue("40MB") @NotNull DataSize size,
        @DefaultValue("100000") @Min(998) int headerLength,
        @DefaultValue("2000") @Min(10) int headerCount,
        @DefaultValue("1000000") @Min(998) int lineLength,
        @DefaultValue("500") @Min(1) int parts,
        @DefaultValue("20") @Min(1) int depth,
        @DefaultValue("200000") @Min(1000) int textLength,
        @DefaultValue("2000000") @Min(1000) int htmlLength,
        @DefaultValue("5s") @NotNull Duration time) {}
