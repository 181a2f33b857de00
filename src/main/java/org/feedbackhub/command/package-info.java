/** The commands of the jar that start no server. */
@NullMarked
package org.feedbackhub.command;

import org.jspecify.annotations.NullMarked;
