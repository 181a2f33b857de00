package org.feedbackhub.notification;

import com.samskivert.mustache.MustacheException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.camel.CamelExecutionException;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.casework.CaseFile;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.SendingTimes;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.notification.Notification.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one place that decides a notification's fate: decides again when it is due, sends it, and records what came of it.
 * It is marked as being sent before the mail server sees it and as sent afterwards; one whose fate a crash left unknown
 * is sent again under the same Message-ID, for a resident may rather get it twice than never.
 */
final class NotificationDesk {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationDesk.class);

    private final NotificationLedger ledger;
    private final NotificationBook book;
    private final FeedbackRecords records;
    private final CaseRecords cases;
    private final SendingPolicy policy;
    private final Composer composer;
    private final Councils councils;
    private final Turns turns;
    private final Postman postman;
    private final NotificationFacts facts;
    private final AfterSending afterSending;
    private final SendingTimes times;
    private final TransactionTemplate transaction;
    private final Duration giveUpAfter;
    private final MeterRegistry registry;
    private final InstantSource clock;

    NotificationDesk(
            NotificationLedger ledger,
            NotificationBook book,
            FeedbackRecords records,
            CaseRecords cases,
            SendingPolicy policy,
            Composer composer,
            Councils councils,
            Turns turns,
            Postman postman,
            NotificationFacts facts,
            AfterSending afterSending,
            SendingTimes times,
            TransactionTemplate transaction,
            Duration giveUpAfter,
            MeterRegistry registry,
            InstantSource clock) {
        this.ledger = ledger;
        this.book = book;
        this.records = records;
        this.cases = cases;
        this.policy = policy;
        this.composer = composer;
        this.councils = councils;
        this.turns = turns;
        this.postman = postman;
        this.facts = facts;
        this.afterSending = afterSending;
        this.times = times;
        this.transaction = transaction;
        this.giveUpAfter = giveUpAfter;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Does what is to be done with a notification that is due.
     *
     * @throws TransientFault if the mail server did not take it and may do so later
     */
    void handle(UUID id) {
        Optional<Notification> found =
                ledger.find(id).filter(notification -> notification.state().open());
        if (found.isEmpty()) {
            return;
        }
        Notification notification = found.get();
        Feedback feedback = records.find(notification.reference()).orElseThrow();
        CaseFile file = cases.of(notification.reference());
        Decision decision = turns.take(notification.recipient(), () -> decided(notification, feedback, file));
        if (decision instanceof Decision.Wait wait) {
            putOff(notification, feedback, wait);
        } else if (decision instanceof Decision.Send send) {
            try {
                send(notification, feedback, file, send);
            } catch (PermanentFault | MustacheException e) {
                settle(notification, feedback, State.FAILED, "the mail cannot be composed");
            }
        } else {
            settle(notification, feedback, stateOf(decision), decision.reason());
        }
    }

    private void putOff(Notification notification, Feedback feedback, Decision.Wait wait) {
        CouncilProfile council = councils.get(feedback.submission().council());
        Instant another = times.anotherDay(council, clock.instant());
        ledger.putOff(notification.id(), another, wait.reason());
        throw new PutOff(council.id(), another);
    }

    /**
     * Decides again about what waits, in a transaction that has changed what decides; what no longer may go out is settled now.
     *
     * @param file how the feedback's case stands
     */
    void reconsider(Feedback feedback, CaseFile file) {
        for (Notification notification : ledger.waiting(feedback.reference())) {
            if (policy.decide(notification, feedback, file) instanceof Decision.Suppress suppress) {
                record(notification, feedback, State.SUPPRESSED, suppress.reason(), "");
            }
        }
    }

    /** Has one not go out that would only repeat another, in the transaction that has found it so. */
    void repeats(Notification notification, Feedback feedback) {
        record(notification, feedback, State.SUPPRESSED, "that address has one of these already", "");
    }

    /** What it would say and what would become of it if it were due now; records nothing. @param chosen template, or empty */
    Draft draft(Notification notification, String chosen) {
        Feedback feedback = records.find(notification.reference()).orElseThrow();
        CouncilProfile council = councils.get(feedback.submission().council());
        CaseFile file = cases.of(notification.reference());
        String template = chosen.isEmpty() ? SendingPolicy.template(notification, feedback) : chosen;
        return new Draft(
                policy.decide(notification, feedback, file),
                council.sender(),
                composer.draft(notification, council, feedback, file, template));
    }

    /** A mail to look at. */
    record Draft(Decision decision, CouncilProfile.Sender from, Templates.Rendered content) {}

    /** Has somebody's decision stand in place of the policy's. @param why for the ledger alone, as is who: it may hold anything */
    Intervention cancel(UUID id, String who, String why) {
        return intervene(id, notification -> {
            ledger.remark(id, who + ": " + why);
            Feedback feedback = records.find(notification.reference()).orElseThrow();
            return record(notification, feedback, State.SUPPRESSED, "cancelled by a member of staff", "")
                    ? Intervention.DONE
                    : Intervention.SETTLED;
        });
    }

    /** Has it wait for another time, at which it is decided again; an acknowledgement never beyond its promised day. */
    Intervention move(UUID id, Instant dueAt, String who) {
        return intervene(id, notification -> {
            if (dueAt.isBefore(clock.instant())) {
                return Intervention.IN_THE_PAST;
            }
            Feedback feedback = records.find(notification.reference()).orElseThrow();
            if (notification.type() == NotificationType.ACKNOWLEDGEMENT && afterPromise(feedback, dueAt)) {
                return Intervention.AFTER_PROMISE;
            }
            return moved(notification, dueAt, "moved by " + who);
        });
    }

    /** Has it decided again, and sent if nothing is against it, at once and at whatever hour. */
    Intervention sendNow(UUID id, String who) {
        return intervene(id, notification -> moved(notification, clock.instant(), "sent at once by " + who));
    }

    private Intervention intervene(UUID id, Function<Notification, Intervention> what) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                // feedback first, as everywhere
                ledger.find(id).map(Notification::reference).ifPresent(records::lock);
                return ledger.findWaiting(id).map(what).orElse(Intervention.SETTLED);
            }));
        } catch (TransientFault e) {
            return Intervention.IN_WORK;
        }
    }

    private Intervention moved(Notification notification, Instant dueAt, String remark) {
        if (!book.move(notification.id(), dueAt)) {
            return Intervention.SETTLED;
        }
        ledger.remark(notification.id(), remark);
        LOG.info(
                "event=notification-moved reference={} notification={} due={} reason=\"{}\"",
                notification.reference(),
                notification.type().id(),
                dueAt,
                remark);
        return Intervention.DONE;
    }

    private boolean afterPromise(Feedback feedback, Instant dueAt) {
        CouncilProfile council = councils.get(feedback.submission().council());
        return dueAt.atZone(council.timeZone())
                .toLocalDate()
                .isAfter(feedback.promise().acknowledgeBy());
    }

    private static State stateOf(Decision decision) {
        return decision instanceof Decision.Hold ? State.HELD : State.SUPPRESSED;
    }

    private void send(Notification notification, Feedback feedback, CaseFile file, Decision.Send decision) {
        CouncilProfile council = councils.get(feedback.submission().council());
        Composer.Composed composed = composer.compose(notification, council, feedback, file, decision.template());
        OutgoingMail mail = new OutgoingMail(
                council.sender(),
                council.sender().returnPath(feedback.reference()),
                Objects.requireNonNull(notification.recipient()),
                composed.content(),
                notification.messageId(),
                answers(notification, feedback),
                clock.instant(),
                composed.optOut());
        try {
            if (notification.type().toContact()) {
                postman.send(council.id(), mail);
            } else {
                postman.sendAtOnce(mail);
            }
            sent(notification, feedback, decision);
        } catch (CamelExecutionException e) {
            refused(notification, feedback, e);
        }
    }

    /** What a resident gets stands with their own mail in their mailbox; what an officer gets answers nothing. */
    private static @Nullable String answers(Notification notification, Feedback feedback) {
        return notification.type().toContact() ? feedback.submission().origin().messageId() : null;
    }

    private Decision decided(Notification notification, Feedback feedback, CaseFile file) {
        Decision decision = policy.decide(notification, feedback, file);
        if (decision instanceof Decision.Send send
                && !ledger.decide(notification, State.SENDING, send.reason(), send.template())) {
            return new Decision.Suppress("somebody has settled it meanwhile");
        }
        return decision;
    }

    private void sent(Notification notification, Feedback feedback, Decision.Send decision) {
        transaction.executeWithoutResult(status -> {
            if (record(notification, feedback, State.SENT, decision.reason(), decision.template())) {
                afterSending.sent(notification, feedback, decision.template());
            }
        });
    }

    private void refused(Notification notification, Feedback feedback, CamelExecutionException fault) {
        Optional<String> permanent = MailRefusal.permanent(fault);
        if (permanent.isPresent()) {
            fail(notification, feedback, permanent.get());
        } else if (notification.dueAt().plus(giveUpAfter).isBefore(clock.instant())) {
            fail(notification, feedback, "the mail server did not take it for " + giveUpAfter);
        } else {
            LOG.warn(
                    "event=notification-waits reference={} cause={}",
                    notification.reference(),
                    rootOf(fault).getClass().getSimpleName());
            throw new TransientFault("the mail server did not take it", fault);
        }
    }

    /** Who has a postal address can still be written to. */
    private void fail(Notification notification, Feedback feedback, String why) {
        boolean byLetter = notification.type().toContact()
                && feedback.submission().contact().address() != null;
        settle(
                notification,
                feedback,
                byLetter ? State.HELD : State.FAILED,
                byLetter ? why + "; held for a letter" : why);
    }

    private static Throwable rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private void settle(Notification notification, Feedback feedback, State state, String reason) {
        transaction.executeWithoutResult(status -> record(notification, feedback, state, reason, ""));
    }

    /** @return whether it is recorded, and nobody has settled it meanwhile */
    private boolean record(Notification notification, Feedback feedback, State state, String reason, String template) {
        records.lock(notification.reference());
        if (!ledger.decide(notification, state, reason, template)) {
            return false;
        }
        facts.decided(notification, feedback, state, reason);
        registry.counter(
                        "hub.notifications",
                        "council",
                        feedback.submission().council().value(),
                        "notification",
                        notification.type().id(),
                        "state",
                        state.id())
                .increment();
        LOG.info(
                "event=notification-{} reference={} notification={} reason=\"{}\"",
                state.id(),
                notification.reference(),
                notification.type().id(),
                reason);
        return true;
    }
}
