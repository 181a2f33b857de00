package org.feedbackhub.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.feedbackhub.feedback.EmailAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How notifications are sent.
 *
 * @param groupAtMost notifications that are due at the same moment and share a transaction
 * @param retryAfter the pause after the first temporary refusal by the mail server; it doubles with each further one
 * @param retryAtMost the longest pause
 * @param giveUpAfter since it was first tried; then it counts as failed and a person sees to it
 * @param acknowledgeAfter the pause between recording and a sure acknowledgement, in which what came at the same time is
 *     recorded first
 * @param perPerson how many of one notification a person is sent at most, so that two machines cannot talk for ever
 * @param bounceWithin for how long after a mail a bounce that names only its recipient is taken to be about it
 * @param safeguardingOpenWithin how soon somebody must have opened what may tell of harm, before the deputies are told (P11)
 * @param digestsEvery how often it is looked whether a digest is due
 * @param operators who is told when a mailbox stops or recovers; empty if nobody is
 */
@ConfigurationProperties("hub.notifications")
@Validated
record NotificationSettings(
        @Min(1) int groupAtMost,
        @NotNull Duration retryAfter,
        @NotNull Duration retryAtMost,
        @NotNull Duration giveUpAfter,
        @NotNull Duration acknowledgeAfter,
        @NotEmpty List<@Valid Cap> perPerson,
        @NotNull Duration bounceWithin,
        @NotNull Duration safeguardingOpenWithin,
        @NotNull Duration digestsEvery,
        @NotNull List<EmailAddress> operators) {

    /**
     * At most so many to one person.
     *
     * @param within the time that is looked back
     * @param atMost how many may have been sent in it
     */
    record Cap(@NotNull Duration within, @Min(1) int atMost) {}
}
