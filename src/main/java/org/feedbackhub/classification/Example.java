package org.feedbackhub.classification;

import java.util.List;
import java.util.Set;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A message of which it is known what it is.
 *
 * @param council whose it is; null where it would be the same for all
 * @param source where it stands: a file, or the reference of a feedback that a person decided on
 * @param text of the message, its subject in the first line
 * @param kind the most consequential of what it holds; null where it only shows what an area is about, or what a flag
 * @param also what else it holds
 * @param area id of the service area, or null where it is about none
 * @param flags what else must be known of it
 * @param quotable whether it may be shown to others: what we wrote ourselves may, what a resident wrote may not
 */
record Example(
        @Nullable CouncilId council,
        String source,
        String text,
        @Nullable Kind kind,
        List<Kind> also,
        @Nullable String area,
        Set<Flag> flags,
        boolean quotable) {}
