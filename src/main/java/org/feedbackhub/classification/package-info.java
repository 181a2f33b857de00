/** What a submission is: kind, service area and flags, with the reasons for each. */
@NullMarked
package org.feedbackhub.classification;

import org.jspecify.annotations.NullMarked;
