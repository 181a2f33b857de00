package org.feedbackhub.notification;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.notification.Notification.State;

/**
 * Takes a notification that is due to its end: has it decided again, has it sent, and has recorded what came of it.
 * It is marked as being sent before the mail server sees it and as sent afterwards; one whose fate a crash left unknown
 * is sent again under the same Message-ID, for a resident may rather get it twice than never.
 */
final class NotificationDesk {

    private final NotificationLedger ledger;
    private final NotificationBook book;
    private final SendingPolicy policy;
    private final SentBefore sentBefore;
    private final DueDecisions decisions;
    private final Dispatch dispatch;
    private final Outcomes outcomes;
    private final Semaphore underWay;

    /** @param atOnce how many are handed over and not recorded yet: no more than that are of unknown fate after a crash */
    NotificationDesk(
            NotificationLedger ledger,
            NotificationBook book,
            SendingPolicy policy,
            SentBefore sentBefore,
            DueDecisions decisions,
            Dispatch dispatch,
            Outcomes outcomes,
            int atOnce) {
        this.ledger = ledger;
        this.book = book;
        this.policy = policy;
        this.sentBefore = sentBefore;
        this.decisions = decisions;
        this.dispatch = dispatch;
        this.outcomes = outcomes;
        this.underWay = new Semaphore(atOnce);
    }

    /**
     * Does what is to be done with a notification that is due, and ends its job.
     *
     * @throws PutOff if it has to wait
     * @throws TransientFault if the mail server did not take it and may do so later, or the database cannot be reached
     */
    void handle(UUID id) {
        Optional<Due> due = decisions.decide(id);
        // of whoever has another address since it is decided again
        while (due.isPresent() && !followed(due.get())) {
            due = decisions.decide(id);
        }
        if (due.isEmpty()) {
            book.finish(List.of(id));
        }
    }

    private boolean followed(Due due) {
        Decision decision = due.decision();
        if (decision instanceof Decision.Wait wait) {
            throw new PutOff(wait.until());
        }
        if (decision instanceof Decision.Send send) {
            return sent(due, send);
        }
        State state = decision instanceof Decision.Hold ? State.HELD : State.SUPPRESSED;
        return outcomes.settle(new Outcome(due.notification(), due.feedback(), state, decision.reason()));
    }

    private boolean sent(Due due, Decision.Send send) {
        underWay.acquireUninterruptibly();
        try {
            return outcomes.settle(dispatch.send(due, send));
        } finally {
            underWay.release();
        }
    }

    /**
     * Decides again about what waits, in a transaction that has changed what decides; what no longer may go out is settled now.
     *
     * @param file how the feedback's case stands
     */
    void reconsider(Feedback feedback, CaseFile file) {
        List<Notification> waiting = ledger.waiting(feedback.reference());
        SendingHistory history = sentBefore.of(waiting);
        for (Notification notification : waiting) {
            if (policy.decide(notification, feedback, file, history) instanceof Decision.Suppress suppress) {
                outcomes.record(new Outcome(notification, feedback, State.SUPPRESSED, suppress.reason()));
            }
        }
    }

    /** Has one not go out that would only repeat another, in the transaction that has found it so. */
    void repeats(Notification notification, Feedback feedback) {
        outcomes.record(new Outcome(notification, feedback, State.SUPPRESSED, "that address has one of these already"));
    }
}
