package org.feedbackhub.mailbox;

import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.feedbackhub.arrival.ArrivalLedger;
import org.feedbackhub.arrival.Recorded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts a mailbox into windows that fit into memory, and fetches of each what the ledger lacks. */
final class MailboxWindows {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxWindows.class);

    private final ImapFolder folder;
    private final ArrivalLedger ledger;
    private final MailboxSettings settings;

    MailboxWindows(ImapFolder folder, ArrivalLedger ledger, MailboxSettings settings) {
        this.folder = folder;
        this.ledger = ledger;
        this.settings = settings;
    }

    /**
     * Messages at the front of the mailbox.
     *
     * @param taken how many UIDs it covers
     * @param known those of them that are recorded and only have to be moved
     * @param messages those that are new
     */
    record Window(int taken, Map<Long, Recorded> known, List<MailboxMessage> messages) {}

    /** The next window of these UIDs: as many as one command may fetch, in number and in bytes. */
    Window next(List<Long> uids) throws MessagingException {
        List<Long> front = uids.subList(0, Math.min(uids.size(), settings.fetchSize()));
        Map<Long, Recorded> known = known(front);
        List<Long> lacking =
                front.stream().filter(uid -> !known.containsKey(uid)).toList();
        Map<Long, Long> sizes = lacking.isEmpty() ? Map.of() : folder.sizes(lacking);
        List<Long> small = new ArrayList<>();
        List<MailboxMessage> messages = new ArrayList<>();
        long bytes = 0;
        int taken = 0;
        for (long uid : front) {
            long size = sizes.getOrDefault(uid, 0L);
            boolean large = size > settings.fetchBytes().toBytes();
            if (taken > 0 && !large && bytes + size > settings.fetchBytes().toBytes()) {
                break;
            }
            taken++;
            if (large) {
                messages.add(folder.large(uid, size));
            } else if (sizes.containsKey(uid)) {
                small.add(uid);
                bytes += size;
            }
        }
        messages.addAll(fetched(small));
        known.keySet().retainAll(front.subList(0, taken));
        return new Window(taken, known, messages);
    }

    private Map<Long, Recorded> known(List<Long> uids) {
        Map<String, Long> bySource = new HashMap<>();
        uids.forEach(uid -> bySource.put(folder.source(uid), uid));
        Map<Long, Recorded> known = new HashMap<>();
        ledger.known(bySource.keySet()).forEach((source, recorded) -> known.put(bySource.get(source), recorded));
        return known;
    }

    /** All at once; should the server choke on one of them, each by itself, so that it holds up no other. */
    private List<MailboxMessage> fetched(List<Long> uids) throws MessagingException {
        if (uids.isEmpty()) {
            return List.of();
        }
        List<MailboxMessage> messages = attempt(uids);
        if (messages.size() == uids.size() || !folder.isOpen()) {
            return messages;
        }
        List<MailboxMessage> oneByOne = new ArrayList<>();
        for (long uid : uids) {
            List<MailboxMessage> message = attempt(List.of(uid));
            if (message.isEmpty()) {
                LOG.warn("event=message-not-handed-over source={}", folder.source(uid));
            }
            oneByOne.addAll(message);
        }
        return oneByOne;
    }

    private List<MailboxMessage> attempt(List<Long> uids) throws MessagingException {
        try {
            return folder.fetch(uids);
        } catch (MessagingException e) {
            if (!folder.isOpen() || !(e.getCause() instanceof CommandFailedException)) {
                throw e;
            }
            return List.of();
        }
    }
}
