/** What the case systems tell the hub: which case became of a feedback, how far it is, and when it was answered. */
@NullMarked
package org.feedbackhub.casework;

import org.jspecify.annotations.NullMarked;
