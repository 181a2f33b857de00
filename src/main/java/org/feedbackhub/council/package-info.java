/** A council as configuration: whom it answers as, what its policy promises, and by which calendar. */
@NullMarked
package org.feedbackhub.council;

import org.jspecify.annotations.NullMarked;
