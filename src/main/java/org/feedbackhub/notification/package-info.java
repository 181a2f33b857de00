/** What goes back to residents: planned once, decided when due, recorded with its reason, sent on schedule. */
@NullMarked
package org.feedbackhub.notification;

import org.jspecify.annotations.NullMarked;
