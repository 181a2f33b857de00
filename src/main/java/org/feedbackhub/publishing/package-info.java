/** What the case systems are told: an outbox of CloudEvents, published to Kafka in order per reference. */
@NullMarked
package org.feedbackhub.publishing;

import org.jspecify.annotations.NullMarked;
