package org.feedbackhub.email;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.apache.camel.ExchangeProperty;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.TransientFault;

/** Takes a message out of an IMAP folder: its bytes into the raw store, and by what it is known there. */
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

    /**
     * Keeps the message. Its identity is mailbox, folder, UIDVALIDITY and UID (RFC 3501, 2.3.1.1), never the Message-ID,
     * which its sender chooses.
     *
     * @throws TransientFault if the server or the raw store fails; the message stays where it is
     */
    public Arrived take(Message message, @ExchangeProperty("mailbox") String mailboxId) {
        CouncilProfile council = councils.mailbox(mailboxId).orElseThrow().getKey();
        try {
            RawItem raw = rawStore.keep(out -> write(message, out));
            if (raw.size() == 0) {
                // no message is empty: somebody has moved it away since it was listed
                throw new IOException("the mail server handed over nothing");
            }
            UIDFolder folder = (UIDFolder) message.getFolder();
            String source = "imap:" + mailboxId + "/" + message.getFolder().getFullName() + "/"
                    + folder.getUIDValidity() + "/" + folder.getUID(message);
            return new Arrived(source, council.id(), Channel.EMAIL, receivedAt(message), raw);
        } catch (MessagingException | IOException e) {
            watch.failed(mailboxId, e);
            throw new TransientFault("the message could not be taken from mailbox " + mailboxId, e);
        }
    }

    private static void write(Message message, OutputStream out) throws IOException {
        try {
            message.writeTo(out);
        } catch (MessagingException e) {
            throw new IOException("the mail server did not hand over the message", e);
        }
    }

    private Instant receivedAt(Message message) throws MessagingException {
        String[] received = message.getHeader("Received");
        Date internalDate = message.getReceivedDate();
        return ReceiptTime.of(
                received == null ? null : received[0],
                internalDate == null ? null : internalDate.toInstant(),
                clock.instant());
    }
}
