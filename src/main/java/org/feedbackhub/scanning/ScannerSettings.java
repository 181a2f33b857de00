package org.feedbackhub.scanning;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where ClamAV's daemon is and how it is asked.
 *
 * @param host of the daemon; empty where files are not scanned
 * @param port of the daemon
 * @param timeout for the scan of one file, from connecting to the verdict; longer than the daemon's own {@code MaxScanTime}
 * @param atOnce jobs that scan at the same time, so that a daemon that hangs leaves the other jobs their threads
 * @param retryAfter the pause after the first scan that failed; it doubles with each further one
 * @param retryAtMost the longest pause
 * @param lookAgainEvery how often files are looked for that wait for a scan which nobody has planned
 */
@ConfigurationProperties("hub.scanner")
@Validated
record ScannerSettings(
        @DefaultValue("") String host,
        @Min(1) @Max(65535) int port,
        @NotNull Duration timeout,
        @Min(1) int atOnce,
        @NotNull Duration retryAfter,
        @NotNull Duration retryAtMost,
        @NotNull Duration lookAgainEvery) {

    /** Whether there is a scanner. */
    boolean configured() {
        return !host.isBlank();
    }
}
