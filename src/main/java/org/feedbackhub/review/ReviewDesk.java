package org.feedbackhub.review;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.feedbackhub.arrival.AfterCommit;
import org.feedbackhub.arrival.DatabaseFaults;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.Regrouping;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.casework.Reclassification;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FeedbackSettled;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Settlement;
import org.feedbackhub.publishing.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what a person decides, each decision in one transaction that has the feedback's row: its state, what is published of that,
 * the line that keeps the decision, and whatever those write who are told. Who may decide what is the caller's to know.
 */
public final class ReviewDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ReviewDesk.class);

    /** How far one joined feedback after the other is followed to the one that stands for all. */
    private static final int LONGEST_CHAIN = 100;

    private final TransactionTemplate transaction;
    private final FeedbackRecords records;
    private final Regrouping regrouping;
    private final Reclassification reclassification;
    private final CaseRecords cases;
    private final Outbox outbox;
    private final DecisionBook book;
    private final ReviewQueue queue;
    private final List<FeedbackSettled> listeners;

    ReviewDesk(
            TransactionTemplate transaction,
            FeedbackRecords records,
            Regrouping regrouping,
            Reclassification reclassification,
            CaseRecords cases,
            Outbox outbox,
            DecisionBook book,
            ReviewQueue queue,
            List<FeedbackSettled> listeners) {
        this.transaction = transaction;
        this.records = records;
        this.regrouping = regrouping;
        this.reclassification = reclassification;
        this.cases = cases;
        this.outbox = outbox;
        this.book = book;
        this.queue = queue;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Makes sure what a feedback is. What may tell of harm stays where only those may read it who look after that.
     *
     * @param shown {@link Shown} as the person saw it
     */
    public Reviewed decide(Reference reference, String shown, Verdict verdict, String by) {
        return decided(reference, by, Action.DECIDED, feedback -> {
            if (isStale(feedback, shown)) {
                return new Reviewed.Stale();
            }
            Set<Flag> flags = flags(verdict, feedback.mayTellOfHarm());
            return settle(feedback, verdict, flags, "decided by a reviewer as ", by, Action.DECIDED);
        });
    }

    /**
     * Makes sure what a feedback is, and that nobody has to keep it from others any more: it goes to its kind's topic with the
     * receipt date that it had (P11).
     */
    public Reviewed release(Reference reference, String shown, Verdict verdict, String by) {
        return decided(reference, by, Action.RELEASED, feedback -> {
            if (isStale(feedback, shown) || !feedback.mayTellOfHarm()) {
                return new Reviewed.Stale();
            }
            open(reference);
            Set<Flag> flags = flags(verdict, false);
            return settle(feedback, verdict, flags, "released by the safeguarding officer as ", by, Action.RELEASED);
        });
    }

    /**
     * Keeps what may tell of harm from all but those who look after that, at once, and has them told (P11): with it the other parts
     * of the same message, whose original tells the same, and what has joined it.
     */
    public Reviewed markSafeguarding(Reference reference, String by) {
        return decided(
                reference,
                by,
                Action.MARKED,
                feedback -> {
                    if (feedback.mayTellOfHarm() || feedback.joinedTo() != null) {
                        return new Reviewed.Stale();
                    }
                    // asked for again: one that was split off or has joined since waited for the row that is locked now
                    along(reference).forEach(one -> mark(records.findLocked(one).orElseThrow(), by));
                    return new Reviewed.Done(mark(feedback, by), null);
                },
                along(reference).toArray(Reference[]::new));
    }

    /** The other parts of the message, and what has joined any of them. */
    private List<Reference> along(Reference reference) {
        List<Reference> parts = records.partsOf(reference);
        return Stream.concat(
                        parts.stream(),
                        Stream.concat(Stream.of(reference), parts.stream())
                                .flatMap(one -> records.joinedTo(one).stream()))
                .distinct()
                .toList();
    }

    private Feedback mark(Feedback feedback, String by) {
        if (feedback.mayTellOfHarm()) {
            return feedback;
        }
        Feedback now = restricted(feedback, "marked by a reviewer as telling of harm");
        if (now.joinedTo() == null) {
            write(feedback, now, by, Action.MARKED);
        } else {
            records.recordState(now);
        }
        return now;
    }

    private static Feedback restricted(Feedback feedback, String why) {
        Set<Flag> flags = EnumSet.of(Flag.SAFEGUARDING);
        flags.addAll(feedback.classification().flags());
        return feedback.with(feedback.classification().noting(flags, Reason.rule(why)), feedback.promise());
    }

    /** What has joined a feedback is read by whoever reads that. */
    private void open(Reference released) {
        for (Reference one : records.joinedTo(released)) {
            Feedback joined = records.findLocked(one).orElseThrow();
            Set<Flag> flags = EnumSet.noneOf(Flag.class);
            flags.addAll(joined.classification().flags());
            flags.remove(Flag.SAFEGUARDING);
            Reason why = Reason.rule("released with the feedback that it has joined");
            records.recordState(joined.with(joined.classification().noting(flags, why), joined.promise()));
        }
    }

    /**
     * Makes sure what a feedback is, and begins a second one with a part of its message: with a reference and clocks of its own,
     * the clocks from the same receipt. The first keeps the whole text.
     *
     * @param part words of the message
     * @param second what that part is; its flags are those of the first
     */
    public Reviewed split(Reference reference, String shown, Verdict verdict, String part, Verdict second, String by) {
        return decided(reference, by, Action.SPLIT, feedback -> {
            if (isStale(feedback, shown)) {
                return new Reviewed.Stale();
            }
            Optional<String> against = feedback.mayTellOfHarm()
                    ? Optional.of("What may tell of harm cannot be split: release it first")
                    : MessageParts.against(part, feedback.submission().text());
            if (against.isPresent()) {
                return new Reviewed.Refused(against.get());
            }
            Reviewed first = settle(feedback, verdict, verdict.flags(), "decided by a reviewer as ", by, Action.SPLIT);
            Reference other = begun(feedback, part, second, by);
            return new Reviewed.Done(((Reviewed.Done) first).now(), other);
        });
    }

    private Reference begun(Feedback first, String part, Verdict verdict, String by) {
        Instant at = book.now();
        Classification classification = new Classification(
                verdict.kind(),
                List.of(verdict.kind()),
                verdict.area(),
                verdict.flags(),
                1,
                List.of(Reason.rule("split from " + first.reference() + " by a reviewer as "
                        + verdict.kind().id())),
                false);
        Promise promise = reclassification.promise(first, verdict.kind(), at);
        Feedback second = regrouping.split(first, part.strip(), classification, promise);
        book.enterPart(second, new Settlement(second, second, Settlement.Source.REVIEW, by, at));
        return second.reference();
    }

    /**
     * Makes what waits for a review a follow-up of a feedback that is there already. Its own reference stays, and leads there.
     *
     * @param quoted the other one's reference, of which the caller knows that the person may read it
     * @param intent what its writer wants
     */
    public Reviewed join(Reference reference, String shown, Reference quoted, Intent intent, String by) {
        Optional<Reference> found = DatabaseFaults.translated(() -> lastOf(quoted));
        if (found.isEmpty()) {
            return new Reviewed.Refused("There is no feedback with that reference in your council");
        }
        Reference other = found.get();
        return decided(
                reference,
                by,
                Action.JOINED,
                feedback -> {
                    Feedback target = records.find(other).orElseThrow();
                    if (isStale(feedback, shown) || target.joinedTo() != null) {
                        return new Reviewed.Stale();
                    }
                    Optional<String> against = against(feedback, target);
                    if (against.isPresent()) {
                        return new Reviewed.Refused(against.get());
                    }
                    Feedback joined = regrouping.join(feedback, other, intent);
                    Feedback now =
                            target.mayTellOfHarm() ? restricted(joined, "joined to what may tell of harm") : joined;
                    records.recordState(now);
                    outbox.left(feedback, now);
                    settled(feedback, now, by, Action.JOINED);
                    return new Reviewed.Done(now, other);
                },
                other);
    }

    private static Optional<String> against(Feedback feedback, Feedback target) {
        if (target.reference().equals(feedback.reference())) {
            return Optional.of("Enter the reference of another feedback");
        }
        if (!target.submission().council().equals(feedback.submission().council())) {
            return Optional.of("There is no feedback with that reference in your council");
        }
        if (!feedback.classification().forReview()) {
            return Optional.of("Only what waits for a decision can be joined to another feedback");
        }
        return feedback.mayTellOfHarm()
                ? Optional.of("What may tell of harm stands for itself: release it first")
                : Optional.empty();
    }

    /** The one that stands for it, where it has become a follow-up of another itself. */
    private Optional<Reference> lastOf(Reference quoted) {
        Optional<Feedback> found = records.find(quoted);
        for (int i = 0; i < LONGEST_CHAIN && found.isPresent() && found.get().joinedTo() != null; i++) {
            found = records.find(Objects.requireNonNull(found.get().joinedTo()));
        }
        return found.filter(last -> last.joinedTo() == null).map(Feedback::reference);
    }

    /** A second person has looked at the decision and agrees. @return whether it still waited for that person */
    public boolean agree(UUID decision, String by) {
        return looked(decision, by, "agreed", id -> book.second(id, by));
    }

    /**
     * A second person has looked at the decision and disagrees: it teaches nobody and waits for a new decision. What it has decided
     * holds until then, for a case system may be at work on it.
     *
     * @return whether it still waited for that person
     */
    public boolean disagree(UUID decision, String by) {
        return looked(decision, by, "disagreed", id -> book.overturn(id, by));
    }

    private boolean looked(UUID decision, String by, String what, Function<UUID, Boolean> look) {
        boolean done = DatabaseFaults.translated(
                () -> Boolean.TRUE.equals(transaction.execute(status -> look.apply(decision))));
        LOG.info("event=second-opinion decision={} by={} said={} done={}", decision, by, what, done);
        return done;
    }

    private static boolean isStale(Feedback feedback, String shown) {
        return feedback.joinedTo() != null || !shown.equals(Shown.of(feedback));
    }

    private static Set<Flag> flags(Verdict verdict, boolean mayTellOfHarm) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        flags.addAll(verdict.flags());
        if (mayTellOfHarm) {
            flags.add(Flag.SAFEGUARDING);
        }
        return flags;
    }

    private Reviewed settle(Feedback feedback, Verdict verdict, Set<Flag> flags, String how, String by, Action action) {
        Reclassification.Decided decided = new Reclassification.Decided(
                verdict.kind(),
                verdict.area(),
                flags,
                Reason.rule(how + verdict.kind().id()),
                book.now());
        Feedback now = reclassification.of(feedback, decided, cases.of(feedback.reference()));
        write(feedback, now, by, action);
        return new Reviewed.Done(now, null);
    }

    private void write(Feedback before, Feedback now, String by, Action action) {
        records.recordState(now);
        outbox.moved(before, now);
        settled(before, now, by, action);
    }

    private void settled(Feedback before, Feedback now, String by, Action action) {
        Settlement settlement = new Settlement(before, now, Settlement.Source.REVIEW, by, book.now());
        book.enter(settlement, action);
        queue.done(now.reference());
        listeners.forEach(listener -> listener.settled(settlement));
    }

    /** @param others further rows to lock, all in one order */
    private Reviewed decided(
            Reference reference, String by, Action action, Function<Feedback, Reviewed> decision, Reference... others) {
        return DatabaseFaults.translated(() -> Objects.requireNonNull(transaction.execute(status -> {
            if (others.length > 0) {
                records.lock(Stream.concat(Stream.of(reference), Arrays.stream(others))
                        .toList());
            }
            Reviewed came = records.findLocked(reference).map(decision).orElseGet(Reviewed.Stale::new);
            if (came instanceof Reviewed.Done done) {
                AfterCommit.run(() -> LOG.info(
                        "event=reviewed reference={} by={} action={} other={}",
                        reference,
                        by,
                        action.id(),
                        done.other() == null ? "none" : done.other()));
            }
            return came;
        })));
    }
}
