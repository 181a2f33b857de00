/** The ledger of all that came and what became of it: every item once, its bytes kept, its outcome known. */
@NullMarked
package org.feedbackhub.arrival;

import org.jspecify.annotations.NullMarked;
