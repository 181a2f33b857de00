package org.feedbackhub.mailbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.feedbackhub.arrival.ArrivalLedger;
import org.feedbackhub.council.Mailbox;

/** Counts the messages on the mail servers against the ledger, which know nothing of each other. */
public final class MailboxFigures {

    private final Map<String, Counts> counts = new ConcurrentHashMap<>();
    private final Map<String, Long> unrecorded = new ConcurrentHashMap<>();
    private final ArrivalLedger ledger;
    private final Duration every;
    private final InstantSource clock;

    MailboxFigures(
            Collection<Mailbox> mailboxes,
            ArrivalLedger ledger,
            Duration every,
            InstantSource clock,
            MeterRegistry registry) {
        this.ledger = ledger;
        this.every = every;
        this.clock = clock;
        for (Mailbox mailbox : mailboxes) {
            Gauge.builder("hub.mailbox.unrecorded", unrecorded, all -> all.getOrDefault(mailbox.id(), 0L))
                    .description("Messages that the last poll left in the mailbox without recording them")
                    .tag("mailbox", mailbox.id())
                    .register(registry);
            Gauge.builder("hub.mailbox.messages", this, all -> all.of(mailbox.id())
                            .onServer())
                    .description("Messages in the mailbox and in its folders for processed and quarantined ones")
                    .tag("mailbox", mailbox.id())
                    .register(registry);
            Gauge.builder("hub.mailbox.arrivals", this, all -> all.of(mailbox.id())
                            .inLedger())
                    .description("Arrivals in the ledger that came from the mailbox")
                    .tag("mailbox", mailbox.id())
                    .register(registry);
        }
    }

    /**
     * What was counted last.
     *
     * @param onServer messages in the mailbox's three folders
     * @param inLedger arrivals that came from it
     * @param at when
     */
    public record Counts(long onServer, long inLedger, Instant at) {

        /** Messages on the server that the ledger does not account for; officers who delete some make it less than 0. */
        public long difference() {
            return onServer - inLedger;
        }
    }

    /** What was counted last; zeros before the first count. */
    public Counts of(String mailbox) {
        return counts.getOrDefault(mailbox, new Counts(0, 0, Instant.EPOCH));
    }

    /** How many messages the last poll left without recording them. */
    public long unrecorded(String mailbox) {
        return unrecorded.getOrDefault(mailbox, 0L);
    }

    /** A poll has ended that left so many messages; counts anew if the last count is old enough. */
    void polled(Mailbox mailbox, ImapFolder folder, long left) throws MessagingException {
        unrecorded.put(mailbox.id(), left);
        Instant now = clock.instant();
        if (of(mailbox.id()).at().plus(every).isAfter(now)) {
            return;
        }
        long onServer = folder.count(mailbox.folder());
        if (!mailbox.marksOnly()) {
            onServer += folder.count(mailbox.processed()) + folder.count(mailbox.quarantine());
        }
        counts.put(mailbox.id(), new Counts(onServer, ledger.fromMailbox(mailbox.id()), now));
    }
}
