/** The words in the files that came with messages, which are read for what tells of harm and for nothing else (P11). */
@NullMarked
package org.feedbackhub.attachment;

import org.jspecify.annotations.NullMarked;
