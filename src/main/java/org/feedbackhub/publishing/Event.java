package org.feedbackhub.publishing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it leaves: a CloudEvent 1.0 in Kafka's binary mode.
 *
 * @param position in the order in which events were written
 * @param id {@code ce_id}, the same each time it is sent
 * @param reference {@code ce_subject} and the record's key
 * @param sequence {@code ce_sequence}, rising by one per reference
 * @param council whose {@code ce_source} is {@code /councils/<council>}
 * @param topic with the prefix
 * @param type {@code ce_type}
 * @param dataSchema {@code ce_dataschema}
 * @param occurredAt {@code ce_time}
 * @param body JSON in UTF-8, or null for a tombstone
 * @param attempts that failed so far
 */
record Event(
        long position,
        UUID id,
        String reference,
        int sequence,
        String council,
        String topic,
        String type,
        String dataSchema,
        Instant occurredAt,
        byte @Nullable [] body,
        int attempts) {}
