package org.feedbackhub.arrival;

/**
 * Bytes that are kept.
 *
 * @param sha256 lower-case hexadecimal, under which they are found
 * @param size in bytes
 */
public record RawItem(String sha256, long size) {}
