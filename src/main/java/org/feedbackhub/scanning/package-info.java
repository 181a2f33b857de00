/** Virus scans of what residents attach, by ClamAV's daemon; recording and acknowledging never wait for them. */
@NullMarked
package org.feedbackhub.scanning;

import org.jspecify.annotations.NullMarked;
