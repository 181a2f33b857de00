package org.feedbackhub.feedback;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The dates that a council's policy promises for one feedback, each the last day on which the promise is kept.
 *
 * @param acknowledgeBy last day for the acknowledgement
 * @param respondBy last day for the answer, or null where the policy promises none beyond the acknowledgement
 */
public record Promise(LocalDate acknowledgeBy, @Nullable LocalDate respondBy) {}
