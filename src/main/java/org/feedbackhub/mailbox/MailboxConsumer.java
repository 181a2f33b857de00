package org.feedbackhub.mailbox;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.support.ScheduledPollConsumer;
import org.feedbackhub.arrival.Recorded;
import org.feedbackhub.council.Mailbox;
import org.feedbackhub.mailaccess.MailLogin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every message of a mailbox that the ledger lacks, whatever its flags. A window of messages is fetched in one command
 * while the one before is in work; each message is an exchange of its own, many at once; a message is moved only when its
 * own exchange has come back, so after its commit. A message that cannot be fetched or recorded stays where it is and stops
 * none behind it.
 */
final class MailboxConsumer extends ScheduledPollConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxConsumer.class);

    private final MailboxEndpoint endpoint;
    private final Session session;
    private final Mailbox mailbox;
    private final MailLogin login;
    private final MailboxParts parts;
    private final ReentrantLock polling = new ReentrantLock();
    private @Nullable ExecutorService workers;
    private @Nullable Store store;
    private @Nullable ImapFolder folder;

    MailboxConsumer(
            MailboxEndpoint endpoint, Processor processor, Session session, String mailbox, MailboxParts parts) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.session = session;
        this.mailbox = parts.mailbox(mailbox);
        this.login = parts.login(mailbox);
        this.parts = parts;
    }

    @Override
    protected void doStart() throws Exception {
        workers = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(
                        this, "mailbox-" + mailbox.id(), parts.settings().atOnce());
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        // a poll that is under way ends after the window it is in
        polling.lock();
        try {
            disconnect();
        } finally {
            polling.unlock();
        }
        if (workers != null) {
            endpoint.getCamelContext().getExecutorServiceManager().shutdown(workers);
        }
    }

    @Override
    protected int poll() throws Exception {
        polling.lock();
        try {
            return takeAll(connected());
        } catch (Exception e) {
            disconnect();
            throw e;
        } finally {
            polling.unlock();
        }
    }

    /** @return how many messages were taken or moved */
    private int takeAll(ImapFolder from) throws Exception {
        List<Long> uids = from.uids(mailbox.marksOnly() ? MailboxKeywords.TAKEN : null);
        MailboxWindows windows = new MailboxWindows(from, parts.ledger(), parts.settings());
        int handled = 0;
        @Nullable WindowInWork inWork = null;
        List<Long> rest = uids;
        while (!rest.isEmpty() && isRunAllowed()) {
            MailboxWindows.Window window = windows.next(rest);
            rest = rest.subList(window.taken(), rest.size());
            WindowInWork next = begin(window);
            handled += inWork == null ? 0 : finish(from, inWork);
            inWork = next;
        }
        handled += inWork == null ? 0 : finish(from, inWork);
        parts.states().read(mailbox.id());
        parts.figures().polled(mailbox, from, (long) uids.size() - handled);
        return handled;
    }

    private WindowInWork begin(MailboxWindows.Window window) {
        ExecutorService pool = Objects.requireNonNull(workers, "started");
        WindowInWork inWork = new WindowInWork(window.known());
        for (MailboxMessage message : window.messages()) {
            Exchange exchange = endpoint.createExchange();
            exchange.getIn().setBody(message);
            inWork.add(message, pool.submit(() -> {
                getProcessor().process(exchange);
                return exchange;
            }));
        }
        return inWork;
    }

    /** Waits for the window's exchanges and moves what is recorded. @return how many messages are done with */
    private int finish(ImapFolder from, WindowInWork window) throws Exception {
        Map<String, List<Long>> moves = new HashMap<>();
        for (Map.Entry<Long, Recorded> known : window.known().entrySet()) {
            moves.computeIfAbsent(destination(known.getValue().quarantined()), key -> new ArrayList<>())
                    .add(known.getKey());
        }
        Exception fault = window.collect(this::destinationOf, moves);
        int handled = 0;
        for (Map.Entry<String, List<Long>> move : moves.entrySet()) {
            move.getValue().sort(null);
            away(from, move.getValue(), move.getKey());
            handled += move.getValue().size();
        }
        if (fault != null) {
            throw fault;
        }
        return handled;
    }

    private void away(ImapFolder from, List<Long> uids, String destination) throws MessagingException {
        if (mailbox.marksOnly()) {
            if (destination.equals(mailbox.quarantine())) {
                from.mark(uids, MailboxKeywords.QUARANTINED);
            }
            from.mark(uids, MailboxKeywords.TAKEN);
        } else {
            from.move(uids, destination);
        }
    }

    private String destinationOf(Exchange exchange) {
        String other = exchange.getMessage().getHeader("moveTo", String.class);
        return other == null ? destination(false) : other;
    }

    private String destination(boolean quarantined) {
        return quarantined ? mailbox.quarantine() : endpoint.getConfiguration().getMoveTo();
    }

    private ImapFolder connected() throws MessagingException {
        ImapFolder open = folder;
        if (open != null && open.isOpen() && store != null && store.isConnected()) {
            return open;
        }
        disconnect();
        MailConfiguration configuration = endpoint.getConfiguration();
        Store fresh = session.getStore(configuration.getProtocol());
        store = fresh;
        try {
            fresh.connect(configuration.getHost(), configuration.getPort(), login.user(), login.secret());
        } catch (AuthenticationFailedException e) {
            login.refused();
            throw e;
        }
        open = ImapFolder.open(fresh, mailbox.id(), configuration.getFolderName());
        folder = open;
        if (mailbox.marksOnly() && !open.canMark()) {
            throw new MessagingException("the mail server keeps no keywords: set 'afterwards: move'");
        }
        if (!mailbox.marksOnly() && !open.canMove()) {
            throw new MessagingException("the mail server knows neither MOVE nor UIDPLUS: set 'afterwards: mark'");
        }
        return open;
    }

    private void disconnect() {
        try {
            if (folder != null) {
                folder.close();
            }
            if (store != null) {
                store.close();
            }
        } catch (MessagingException e) {
            LOG.debug("event=mailbox-disconnect mailbox={}", mailbox.id());
        }
        folder = null;
        store = null;
    }
}
