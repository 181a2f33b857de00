package org.feedbackhub.arrival;

import org.jspecify.annotations.Nullable;

/**
 * A file that came with something.
 *
 * @param name as the sender wrote it, or null
 * @param declaredType what the sender called it, lower case
 * @param content its bytes
 */
public record ReceivedFile(@Nullable String name, String declaredType, byte[] content) {}
