package org.feedbackhub.publishing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How events leave the hub.
 *
 * @param publicUrl under which the hub's own pages are reached from outside, for the links on events
 * @param kafka the broker
 * @param topics how topics are made
 * @param outbox how the outbox is emptied
 */
@ConfigurationProperties("hub")
@Validated
public record PublishingSettings(
        @NotNull URI publicUrl,
        @NotNull @Valid Kafka kafka,
        @NotNull @Valid Topics topics,
        @NotNull @Valid Outbox outbox) {

    /**
     * The broker.
     *
     * @param brokers as {@code bootstrap.servers} takes them
     * @param properties for every client, such as security settings, by Kafka's own names
     */
    public record Kafka(@NotBlank String brokers, @DefaultValue Map<String, String> properties) {}

    /**
     * How topics are made.
     *
     * @param prefix in front of every name
     * @param create whether the hub makes those that are missing
     * @param partitions of a topic that it makes
     * @param replication of a topic that it makes
     * @param largestEvent that a topic takes
     * @param retention of topics that are kept by time
     */
    public record Topics(
            @DefaultValue("") String prefix,
            @DefaultValue("true") boolean create,
            @Min(1) int partitions,
            @Min(1) short replication,
            @NotNull DataSize largestEvent,
            @NotNull Duration retention) {}

    /**
     * How the outbox is emptied.
     *
     * @param wave events sent before their marks are written
     * @param waveBytes bytes of bodies in one wave at most, one event being allowed to be larger
     * @param gather the pause after a wave that was not full, in which the next one gathers; an event that comes when
     *     nothing else has does not wait for it
     * @param pollEvery the longest that an event waits whose wake-up was missed
     * @param retryAfter the pause after the first failure of an event; it doubles with each further one
     * @param retryAtMost the longest pause
     */
    public record Outbox(
            @Min(1) int wave,
            @NotNull DataSize waveBytes,
            @NotNull Duration gather,
            @NotNull Duration pollEvery,
            @NotNull Duration retryAfter,
            @NotNull Duration retryAtMost) {}
}
