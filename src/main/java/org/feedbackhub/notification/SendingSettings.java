package org.feedbackhub.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What bounds the sending as a whole, beside the rules for each notification.
 *
 * @param perCouncil how many mails of one council the mail server is handed, by each instance of the hub
 * @param dryRun whether everything is decided and nothing sent
 * @param onlyTo the addresses, or domains with an {@code @} before them, that are written to; empty for all
 * @param bounces when so many mails come back that surveys are held
 */
@ConfigurationProperties("hub.notifications")
@Validated
record SendingSettings(
        @NotNull @Valid Rate perCouncil,
        boolean dryRun,
        @NotNull List<String> onlyTo,
        @NotNull @Valid Bounces bounces) {

    /**
     * So many at most.
     *
     * @param mails that may go at once where none went before
     * @param within the time in which so many go at most
     */
    record Rate(@Min(1) int mails, @NotNull Duration within) {}

    /**
     * How many mails may come back.
     *
     * @param share of those sent, from which on it is too many
     * @param atLeast how many must have been sent before the share says anything
     * @param within the time that is looked back
     * @param lookEvery how long a count is good for
     */
    record Bounces(
            @DecimalMin("0.001") @DecimalMax("1") double share,
            @Min(1) int atLeast,
            @NotNull Duration within,
            @NotNull Duration lookEvery) {}
}
