package org.feedbackhub.arrival;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where raw items are kept and looked after.
 *
 * @param folder of the files
 * @param heldUpTo what is larger is a file; what is not stands beside the ledger in the database
 * @param sweepEvery how often files that nothing refers to are looked for
 * @param keepUnreferenced how long such a file stays, so that one that is just being recorded is never touched
 * @param auditEvery how often the independent counts are compared
 */
@ConfigurationProperties("hub.raw")
@Validated
record RawStoreSettings(
        @NotNull Path folder,
        @NotNull DataSize heldUpTo,
        @NotNull Duration sweepEvery,
        @NotNull Duration keepUnreferenced,
        @NotNull Duration auditEvery) {}
