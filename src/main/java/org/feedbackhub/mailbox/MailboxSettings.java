package org.feedbackhub.mailbox;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How mailboxes are polled.
 *
 * @param pollEvery the pause after a poll that found nothing
 * @param fetchSize messages fetched in one command
 * @param fetchBytes fetched in one command, which two windows may hold in memory; a larger message is fetched in pieces
 * @param atOnce messages of one mailbox that are worked on at the same time
 * @param reconcileEvery how often the folders' messages are counted against the ledger
 * @param lookEvery how often it is looked whether a mailbox has stopped
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
        @NotNull DataSize fetchBytes,
        @Min(1) int atOnce,
        @NotNull Duration reconcileEvery,
        @NotNull Duration lookEvery,
        @NotNull Duration connectionTimeout,
        @Min(1) int backOffAfter,
        @Min(2) int backOffFactor,
        @NotNull Duration silentAfter) {}
