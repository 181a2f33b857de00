package org.feedbackhub.classification;

import org.feedbackhub.feedback.Kind;
import org.jspecify.annotations.Nullable;

/** An example that a person's decision gave. @param proposed the kind that the hub had proposed, or null where it proposed none */
record Taught(Example example, @Nullable Kind proposed) {}
