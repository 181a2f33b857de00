package org.feedbackhub.mailbox;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message in a mailbox, as the route gets it.
 *
 * @param source by which it is known: mailbox, folder, UIDVALIDITY and UID (RFC 3501, 2.3.1.1), never the Message-ID, which
 *     its sender chooses
 * @param uid in its folder
 * @param internalDate when the mail server got it, or null if it does not say
 * @param content its bytes, exactly as the mail server has them
 */
public record MailboxMessage(String source, long uid, @Nullable Instant internalDate, Content content) {

    /** Bytes that are at hand, or that are fetched piece by piece because they are many. */
    public interface Content {
        /** Writes all of it. @throws IOException if the mail server does not hand it over */
        void writeTo(OutputStream out) throws IOException;
    }
}
