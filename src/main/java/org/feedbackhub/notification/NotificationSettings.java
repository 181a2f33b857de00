package org.feedbackhub.notification;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How notifications are sent.
 *
 * @param unsureBefore how long before the promised day ends an acknowledgement goes out, in neutral words, for which no
 *     person has settled the kind
 * @param retryAfter the pause after the first temporary refusal by the mail server; it grows by half with each further one
 * @param giveUpAfter since it was due; then it counts as failed and a person sees to it
 */
@ConfigurationProperties("hub.notifications")
@Validated
record NotificationSettings(
        @NotNull Duration unsureBefore, @NotNull Duration retryAfter, @NotNull Duration giveUpAfter) {}
