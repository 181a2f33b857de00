package org.feedbackhub.casework;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How the hub listens to the case systems.
 *
 * @param group of consumers that all hubs on one database share
 * @param lagEvery how often it is looked how far the hubs are behind, by the route that does so
 * @param replayEvery how soon a hub does what the command {@code replay dead-letters} asked for
 */
@ConfigurationProperties("hub.case-events")
@Validated
record CaseworkSettings(@NotBlank String group, @NotNull Duration lagEvery, @NotNull Duration replayEvery) {}
