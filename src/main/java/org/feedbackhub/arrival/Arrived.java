package org.feedbackhub.arrival;

import java.time.Instant;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.CouncilId;

/**
 * Something that came to a council and whose bytes are kept.
 *
 * @param source what it is called where it came from, the same each time it is taken: for a mail
 *     {@code imap:<mailbox>/<folder>/<UIDVALIDITY>/<UID>}
 * @param council to which it came
 * @param channel by which it came
 * @param receivedAt when the council's channel got it, which starts the clocks
 * @param raw its bytes
 */
public record Arrived(String source, CouncilId council, Channel channel, Instant receivedAt, RawItem raw) {}
