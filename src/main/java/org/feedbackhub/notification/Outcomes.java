package org.feedbackhub.notification;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.feedbackhub.arrival.AfterCommit;
import org.feedbackhub.arrival.Backoff;
import org.feedbackhub.arrival.DatabaseFaults;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.GroupCommit;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.notification.Notification.State;
import org.feedbackhub.print.PostLimits;
import org.feedbackhub.print.PrintedLetter;
import org.feedbackhub.print.PrintedLetters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Records what has become of notifications, tells it as facts, plans what follows and ends their jobs: all in one transaction. */
final class Outcomes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private static final int TRIES = 8;
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(8));

    private final NotificationLedger ledger;
    private final NotificationBook book;
    private final FeedbackRecords records;
    private final PrintedLetters letters;
    private final PostLimits limits;
    private final NotificationFacts facts;
    private final AfterSending afterSending;
    private final MeterRegistry registry;
    private final GroupCommit<Outcome, Boolean> groups;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** @param groupAtMost how many that several threads bring at the same moment share a transaction */
    Outcomes(
            NotificationLedger ledger,
            NotificationBook book,
            FeedbackRecords records,
            PrintedLetters letters,
            PostLimits limits,
            NotificationFacts facts,
            AfterSending afterSending,
            MeterRegistry registry,
            TransactionTemplate transaction,
            int groupAtMost) {
        this.ledger = ledger;
        this.book = book;
        this.records = records;
        this.letters = letters;
        this.limits = limits;
        this.facts = facts;
        this.afterSending = afterSending;
        this.registry = registry;
        this.groups = new GroupCommit<>(
                outcomes -> DatabaseFaults.translated(() -> transaction.execute(status -> recordAll(outcomes))),
                groupAtMost);
    }

    /**
     * Records it durably, in a transaction with others that end at the same moment. Where the database does not take it, that is
     * tried again for half a minute: the mail has gone out, and this thread alone knows it.
     *
     * @return whether it is recorded; not if somebody has settled it meanwhile, or has given the person another address
     * @throws TransientFault if the database cannot be reached for longer
     */
    boolean settle(Outcome outcome) {
        for (int failed = 0; failed < TRIES; failed++) {
            try {
                return groups.record(outcome);
            } catch (TransientFault e) {
                LOG.warn(
                        "event=outcome-not-recorded reference={}",
                        outcome.notification().reference());
                if (!pauseEnds(AGAIN.pause(failed))) {
                    throw e;
                }
            }
        }
        return groups.record(outcome);
    }

    /** @return false if the hub stops meanwhile */
    private boolean pauseEnds(Duration pause) {
        try {
            return !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        stopping.countDown();
    }

    /** Records it in the running transaction. @return as {@link #settle} */
    boolean record(Outcome outcome) {
        return recordAll(List.of(outcome)).get(0);
    }

    /** Locks the feedback first, before the rows of the notifications: in one order everywhere. */
    private List<Boolean> recordAll(List<Outcome> outcomes) {
        records.lock(outcomes.stream().map(one -> one.feedback().reference()).toList());
        Set<UUID> decided = ledger.decide(withoutOvertaken(outcomes));
        List<Outcome> recorded = outcomes.stream()
                .filter(one -> decided.contains(one.notification().id()))
                .toList();
        recorded.stream().map(Outcome::letter).filter(Objects::nonNull).forEach(letters::add);
        facts.decided(recorded);
        afterSending.sent(
                recorded.stream().filter(one -> one.state() == State.SENT).toList());
        book.finish(decided);
        AfterCommit.run(() -> recorded.forEach(this::count));
        return outcomes.stream()
                .map(one -> decided.contains(one.notification().id()))
                .toList();
    }

    /**
     * Without the letters of which something has changed while they were laid out, or that others have overtaken within the bounds: they are
     * not out yet, as a mail would be, and are decided again.
     */
    private List<Outcome> withoutOvertaken(List<Outcome> outcomes) {
        List<Outcome> letters =
                outcomes.stream().filter(one -> one.letter() != null).toList();
        if (letters.isEmpty()) {
            return outcomes;
        }
        Map<Reference, Feedback> now = records.findAll(letters.stream()
                .map(one -> one.feedback().reference())
                .distinct()
                .toList());
        letters.stream()
                .map(one -> one.feedback().submission().council())
                .distinct()
                .sorted(Comparator.comparing(CouncilId::value))
                .forEach(limits::lock);
        Set<String> places = new HashSet<>();
        return outcomes.stream()
                .filter(one -> one.letter() == null || stands(one, one.letter(), now, places))
                .toList();
    }

    /** @param places to which letters of the same transaction go */
    private boolean stands(Outcome outcome, PrintedLetter letter, Map<Reference, Feedback> now, Set<String> places) {
        Feedback feedback = outcome.feedback();
        return feedback.equals(now.get(feedback.reference()))
                && places.add(letter.council() + letter.address().place())
                && (outcome.notification().paperApproved()
                        || limits.reached(
                                        letter.council(), feedback.submission().contact())
                                .isEmpty());
    }

    private void count(Outcome outcome) {
        Notification notification = outcome.notification();
        registry.counter(
                        "hub.notifications",
                        "council",
                        outcome.feedback().submission().council().value(),
                        "notification",
                        notification.type().id(),
                        "state",
                        outcome.state().id())
                .increment();
        LOG.info(
                "event=notification-{} reference={} notification={} reason=\"{}\"",
                outcome.state().id(),
                notification.reference(),
                notification.type().id(),
                outcome.reason());
    }
}
