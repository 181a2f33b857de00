/** The hub: everything a resident sends arrives once, is kept, understood, passed on, and answered on time. */
@NullMarked
package org.feedbackhub;

import org.jspecify.annotations.NullMarked;
