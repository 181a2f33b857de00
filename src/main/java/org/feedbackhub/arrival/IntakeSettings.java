package org.feedbackhub.arrival;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How arrivals are recorded.
 *
 * @param groupAtMost how many that come at the same moment share a transaction
 */
@ConfigurationProperties("hub.intake")
@Validated
record IntakeSettings(@DefaultValue("64") @Min(1) @Max(1000) int groupAtMost) {}
