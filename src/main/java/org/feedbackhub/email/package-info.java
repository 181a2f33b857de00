/** The e-mail channel: from the bytes of a message in a council's mailbox to a submission. */
@NullMarked
package org.feedbackhub.email;

import org.jspecify.annotations.NullMarked;
