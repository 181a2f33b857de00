package org.feedbackhub.mailbox;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.camel.ExchangeProperty;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.email.ReceiptTime;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.TransientFault;

/** Takes a message out of an IMAP folder: its bytes, and by what it is known there. */
public final class MailboxMessages {

    private final Councils councils;
    private final RawStore rawStore;
    private final MailboxWatch watch;
    private final InstantSource clock;

    MailboxMessages(Councils councils, RawStore rawStore, MailboxWatch watch, InstantSource clock) {
        this.councils = councils;
        this.rawStore = rawStore;
        this.watch = watch;
        this.clock = clock;
    }

    /** Takes the message; a small one is kept no sooner than it is recorded, since the server still has it. @throws TransientFault if the server or the raw store fails; the message stays where it is */
    public Arrived take(MailboxMessage message, @ExchangeProperty("mailbox") String mailboxId) {
        CouncilProfile council = councils.mailbox(mailboxId).orElseThrow().getKey();
        try {
            MailStart start = new MailStart();
            RawItem raw = rawStore.hold(out -> message.content().writeTo(start.before(out)));
            if (raw.size() == 0) {
                // no message is empty: somebody has moved it away since it was listed
                throw new IOException("the mail server handed over nothing");
            }
            Instant receivedAt = ReceiptTime.of(start.topmostReceived(), message.internalDate(), clock.instant());
            return new Arrived(message.source(), council.id(), Channel.EMAIL, receivedAt, raw);
        } catch (IOException e) {
            watch.failed(mailboxId, e);
            throw new TransientFault("the message could not be taken from mailbox " + mailboxId, e);
        }
    }
}
