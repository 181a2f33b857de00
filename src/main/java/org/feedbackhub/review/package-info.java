/** What people decide of what the hub was not sure of, and how that compares with what it had proposed. */
@NullMarked
package org.feedbackhub.review;

import org.jspecify.annotations.NullMarked;
