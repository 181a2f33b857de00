package org.feedbackhub.email;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How mailboxes are polled.
 *
 * @param pollEvery the pause after a poll that found nothing
 * @param fetchSize messages taken in one poll
 * @param connectionTimeout for connecting, reading and writing
 * @param backOffAfter polls that failed before the pause grows
 * @param backOffFactor by which it grows then
 * @param silentAfter without a successful poll the mailbox counts as down
 */
@ConfigurationProperties("hub.email.mailboxes")
@Validated
record MailboxSettings(
        @NotNull Duration pollEvery,
        @Min(1) int fetchSize,
        @NotNull Duration connectionTimeout,
        @Min(1) int backOffAfter,
        @Min(2) int backOffFactor,
        @NotNull Duration silentAfter) {}
