package org.feedbackhub.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.feedbackhub.arrival.DatabaseFaults;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FeedbackSettled;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Settlement;
import org.feedbackhub.publishing.Outbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what the case systems tell, each event once and in one transaction: its record, what follows for the feedback, what is
 * published of that, and whatever those write who are told of it.
 */
public final class CaseEvents {

    private static final Logger LOG = LoggerFactory.getLogger(CaseEvents.class);

    private static final String CONSOLE = "console:";

    private final CaseEventReader reader = new CaseEventReader();
    private final TransactionTemplate transaction;
    private final FeedbackRecords records;
    private final CaseLedger ledger;
    private final CaseConsequences consequences;
    private final Outbox outbox;
    private final List<FeedbackSettled> ofSettlements;
    private final List<CaseChanged> listeners;

    CaseEvents(
            TransactionTemplate transaction,
            FeedbackRecords records,
            CaseLedger ledger,
            CaseConsequences consequences,
            Outbox outbox,
            List<FeedbackSettled> ofSettlements,
            List<CaseChanged> listeners) {
        this.transaction = transaction;
        this.records = records;
        this.ledger = ledger;
        this.consequences = consequences;
        this.outbox = outbox;
        this.ofSettlements = List.copyOf(ofSettlements);
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Takes what somebody at the hub has found out of who wrote it, with all that follows as if a case system told it.
     *
     * @param by the name with which they signed in
     * @throws PermanentFault if it has become a follow-up of another meanwhile
     * @throws org.feedbackhub.feedback.TransientFault if the database cannot be reached just now
     */
    public void senderFound(Reference reference, Contact contact, String by, Instant at) {
        // a case system's clock may be ahead: what somebody has just read in the letter counts
        Instant after = DatabaseFaults.translated(() -> ledger.events(reference)).stream()
                .filter(CaseEvent.ContactChanged.class::isInstance)
                .map(event -> event.at().plusMillis(1))
                .filter(at::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(at);
        take(new CaseEvent.ContactChanged(
                new CaseEvent.Envelope(CONSOLE + by, UUID.randomUUID().toString(), reference, after), contact));
    }

    /** Reads the record and takes the event that it is. @see #take */
    public boolean hear(ToldRecord told) {
        return take(reader.read(told));
    }

    /**
     * Records the event with all that follows from it; nothing if it is known already.
     *
     * @return whether it was new
     * @throws PermanentFault if there is no such feedback, or it cannot be as the event says
     * @throws org.feedbackhub.feedback.TransientFault if the database cannot be reached just now
     */
    boolean take(CaseEvent event) {
        boolean taken =
                DatabaseFaults.translated(() -> Boolean.TRUE.equals(transaction.execute(status -> taken(event))));
        LOG.info(
                "event={} reference={} type={}",
                taken ? "case-event" : "case-event-known",
                event.reference(),
                CaseEventType.of(event).id());
        return taken;
    }

    private boolean taken(CaseEvent event) {
        Feedback feedback = records.findLocked(event.reference())
                .orElseThrow(() -> new PermanentFault("no feedback has this reference, or not yet"));
        if (feedback.joinedTo() != null) {
            throw new PermanentFault("this feedback has become a follow-up of " + feedback.joinedTo()
                    + ", whose case it is now: tell it of that reference");
        }
        List<CaseEvent> told = new ArrayList<>(ledger.events(event.reference()));
        CaseFile before = CaseFile.of(event.reference(), told);
        boolean last = last(event, told);
        told.add(event);
        CaseFile now = CaseFile.of(event.reference(), told);
        String remark = remark(feedback, event, now);
        if (!ledger.enter(event, remark)) {
            return false;
        }
        if (remark != null) {
            LOG.warn("event=extension-beyond-policy reference={} remark=\"{}\"", event.reference(), remark);
        }
        Feedback changed = last ? consequences.of(feedback, event, now) : feedback;
        if (!changed.equals(feedback)) {
            records.recordState(changed);
            outbox.moved(feedback, changed);
        }
        records.recordCase(
                event.reference(), now.answer() == null ? null : now.answer().on(), now.closedAt() != null);
        restrict(feedback, changed, event);
        if (last && event instanceof CaseEvent.Reclassified) {
            Settlement settlement = new Settlement(
                    feedback,
                    changed,
                    Settlement.Source.CASE_SYSTEM,
                    event.envelope().source(),
                    event.at());
            ofSettlements.forEach(listener -> listener.settled(settlement));
        }
        CaseChange change = new CaseChange(changed, event, before, now);
        listeners.forEach(listener -> listener.changed(change));
        return true;
    }

    /** Whether it is the last of those that replace one another; for what the case file is made of, its own order decides. */
    private static boolean last(CaseEvent event, List<CaseEvent> earlier) {
        boolean replaces = event instanceof CaseEvent.Reclassified || event instanceof CaseEvent.ContactChanged;
        return !replaces
                || earlier.stream().filter(event.getClass()::isInstance).noneMatch(other -> other.at()
                        .isAfter(event.at()));
    }

    /** What is beyond the policy is the council's decision all the same, and should be seen. */
    private @Nullable String remark(Feedback feedback, CaseEvent event, CaseFile now) {
        if (!(event instanceof CaseEvent.Extended extended)
                || !extended.respondBy().equals(now.extendedTo())) {
            return null;
        }
        return consequences
                .bound(feedback, extended, now)
                .map(latest -> "later than " + latest + ", the last day that the policy allows")
                .orElse(null);
    }

    private void restrict(Feedback before, Feedback now, CaseEvent event) {
        EmailAddress had = before.submission().contact().email();
        EmailAddress has = now.submission().contact().email();
        if (event instanceof CaseEvent.Restricted || event instanceof CaseEvent.RestrictionLifted) {
            ledger.restrict(now, event, has);
        } else if (had != null && has != null && !has.equals(had)) {
            ledger.moved(now, had, has);
        }
    }
}
