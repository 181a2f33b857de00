/** The satisfaction survey (P15): who may answer, the page, and what was answered. */
@NullMarked
package org.feedbackhub.survey;

import org.jspecify.annotations.NullMarked;
