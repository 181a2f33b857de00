package org.feedbackhub.survey;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the survey is taken.
 *
 * @param key by which the links that residents are sent are signed; the same for all instances. With another one, the links that
 *     have been sent no longer open
 */
@Validated
@ConfigurationProperties("hub.survey")
public record SurveySettings(@NotNull @Size(min = 32, message = "must have at least 32 signs") String key) {}
