/** Tells in which language something is written. */
@NullMarked
package org.feedbackhub.language;

import org.jspecify.annotations.NullMarked;
