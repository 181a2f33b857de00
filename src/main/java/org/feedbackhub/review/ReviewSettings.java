package org.feedbackhub.review;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How reviews go.
 *
 * @param claimFor for how long nobody else is shown what somebody has on the screen
 * @param teachAfter for so many different feedback the same correction must have been made before it teaches without a second look
 */
@ConfigurationProperties("hub.review")
@Validated
public record ReviewSettings(@NotNull Duration claimFor, @Min(1) int teachAfter) {}
