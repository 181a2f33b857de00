package org.feedbackhub.standalone;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The ports of what runs inside the process, all on the loopback address.
 *
 * @param postgres the database
 * @param kafka the broker
 * @param smtp the trial mail server's, for mail in
 * @param imap the trial mail server's, for reading
 * @param mail whether the trial mail server is started
 */
@ConfigurationProperties("hub.standalone")
@Validated
record StandaloneSettings(
        @NotNull @Valid Port postgres,
        @NotNull @Valid Kafka kafka,
        @NotNull @Valid Port smtp,
        @NotNull @Valid Port imap,
        @DefaultValue("true") boolean mail) {

    /** A port that something listens on. */
    record Port(@Min(1) @Max(65535) int port) {}

    /** The broker's port and that of its controller. */
    record Kafka(@Min(1) @Max(65535) int port, @Min(1) @Max(65535) int controllerPort) {}
}
