/** What the councils' policies promise, told once more for the tests by somebody who has not seen how the hub does it. */
@NullMarked
package org.feedbackhub.policy;

import org.jspecify.annotations.NullMarked;
