/** The web form channel: from what a form posts, or a resident fills in, to a submission. */
@NullMarked
package org.feedbackhub.webform;

import org.jspecify.annotations.NullMarked;
