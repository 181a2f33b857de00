/** Letters out: what is told on paper, laid out for a window envelope and handed to whoever prints and posts it. */
@NullMarked
package org.feedbackhub.print;

import org.jspecify.annotations.NullMarked;
