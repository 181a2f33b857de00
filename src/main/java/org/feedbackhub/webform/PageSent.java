package org.feedbackhub.webform;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What became of a page that was sent.
 *
 * @param reference null while a person has to look at it before it becomes feedback
 * @param acknowledgeBy null if there is no reference, or the day is over
 * @param respondBy null if nothing beyond the acknowledgement is promised, or the day is over
 * @param other whether the reference is that of another text, which was sent from the same page before
 */
public record PageSent(
        @Nullable String reference, @Nullable LocalDate acknowledgeBy, @Nullable LocalDate respondBy, boolean other) {}
