/** The domain: what residents send and what the hub makes of it; depends on nothing else of the project. */
@NullMarked
package org.feedbackhub.feedback;

import org.jspecify.annotations.NullMarked;
