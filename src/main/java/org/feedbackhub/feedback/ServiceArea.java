package org.feedbackhub.feedback;

import org.jspecify.annotations.Nullable;

/**
 * The part of the council, or of another authority, that a feedback is about.
 *
 * @param id as in the council's file
 * @param name as residents call it
 * @param tier who provides it: {@code district}, {@code county} or another authority
 * @param contractor who does the work for the council (P24), if it is not the council itself
 */
public record ServiceArea(String id, String name, String tier, @Nullable String contractor) {}
