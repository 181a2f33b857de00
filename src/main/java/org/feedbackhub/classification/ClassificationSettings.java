package org.feedbackhub.classification;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How submissions are classified.
 *
 * @param enabled whether they are; if not, each goes to a person, as a comment about nothing in particular
 * @param folder where what was learnt of the configured examples is kept; whatever is missing there is learnt anew
 * @param learnAfter how long after the last decision is learnt from what people decided
 * @param mostLessons from how many decisions at most; the newest count
 * @param model which one judges: a version, {@code configured} for that of the configured examples alone, or empty for the one
 *     that was adopted last
 */
@ConfigurationProperties("hub.classification")
@Validated
record ClassificationSettings(
        @DefaultValue("true") boolean enabled,
        @NotNull Path folder,
        @NotNull @DefaultValue("15m") Duration learnAfter,
        @Min(1) @DefaultValue("5000") int mostLessons,
        @DefaultValue("") String model) {}
