/** The councils' mailboxes: taking every message exactly once, whatever happens to the mail server or to the hub. */
@NullMarked
package org.feedbackhub.mailbox;

import org.jspecify.annotations.NullMarked;
