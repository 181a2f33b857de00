/** Letters: from the file that a scanner drops to the submission that a person wrote on paper. */
@NullMarked
package org.feedbackhub.letter;

import org.jspecify.annotations.NullMarked;
