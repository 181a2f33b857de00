package org.feedbackhub.print;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How letters are handed over.
 *
 * @param batchEvery how often those that are written are put in the council's folder, as one batch with its manifest
 */
@ConfigurationProperties("hub.print")
@Validated
record PrintSettings(@NotNull Duration batchEvery) {}
