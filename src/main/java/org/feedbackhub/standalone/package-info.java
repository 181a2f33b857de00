/** The database, the broker and a mail server inside the process, so that one command runs everything. */
@NullMarked
package org.feedbackhub.standalone;

import org.jspecify.annotations.NullMarked;
