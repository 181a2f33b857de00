/** What the council's people see and do, behind a sign-in. */
@NullMarked
package org.feedbackhub.console;

import org.jspecify.annotations.NullMarked;
