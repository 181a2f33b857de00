package org.feedbackhub.arrival;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.feedbackhub.arrival.WaitingArrival.Group;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a person decides about something that waits: each decision in one transaction that locks the arrival's line and asks
 * whether it still waits, so that two who press at the same time bring about one thing. A line changes its outcome, it never
 * gets a second one: arrivals stay the sum of outcomes. The counters of outcomes count what each was at first.
 */
public final class SecondLook {

    private static final Logger LOG = LoggerFactory.getLogger(SecondLook.class);

    private final TransactionTemplate transaction;
    private final WaitingArrivals arrivals;
    private final ArrivalLedger ledger;
    private final IntakeTransaction work;
    private final InstantSource clock;

    SecondLook(
            TransactionTemplate transaction,
            WaitingArrivals arrivals,
            ArrivalLedger ledger,
            IntakeTransaction work,
            InstantSource clock) {
        this.transaction = transaction;
        this.arrivals = arrivals;
        this.ledger = ledger;
        this.work = work;
        this.clock = clock;
    }

    /** Why something is looked at again. */
    public enum Occasion {
        RUN_AGAIN("run again"),
        RELEASED("released as feedback");

        private final String settlement;

        Occasion(String settlement) {
            this.settlement = settlement;
        }
    }

    /**
     * Gives it the outcome that the finding brings now, with all that follows from it. What is unreadable or spam still goes
     * on waiting, with the new reason.
     *
     * @param id of an arrival in quarantine or marked as spam
     * @param finding what was found out about it just now
     * @param by who decided
     * @return how it stands; {@link Recorded#again()} if it did not wait any more, so that nothing was done
     * @throws org.feedbackhub.feedback.TransientFault if the database cannot be reached just now
     * @throws org.feedbackhub.feedback.PermanentFault if it refuses what is to be recorded; it waits as before
     */
    public Recorded decide(UUID id, Finding finding, Occasion occasion, String by) {
        return DatabaseFaults.translated(() -> {
            Supplier<Recorded> once = () -> transaction.execute(status -> reconsidered(id, finding, occasion, by));
            try {
                return once.get();
            } catch (DuplicateKeyException e) {
                // a copy of the same message was recorded at this very moment: now it can be seen
                return once.get();
            }
        });
    }

    /** It stays what it is and waits no more. @param why in the person's words @return whether it still waited */
    public boolean discard(UUID id, String why, String by) {
        return settled(id, "discarded: " + why, "discarded", by, false);
    }

    /** Somebody has seen what only wanted to be seen. @return whether it still waited */
    public boolean seen(UUID id, String by) {
        return settled(id, "seen", "seen", by, true);
    }

    private Recorded reconsidered(UUID id, Finding finding, Occasion occasion, String by) {
        WaitingArrival waiting =
                arrivals.findLocked(id).orElseThrow(() -> new IllegalArgumentException("no such arrival"));
        if (!waiting.waits() || waiting.group() == Group.ATTENTION) {
            return ledger.find(waiting.arrived().source()).orElseThrow();
        }
        IntakeTransaction.Candidate candidate = work.candidate(finding, id);
        LedgerEntry entry =
                original(candidate.entry()).map(candidate.entry()::duplicateOf).orElse(candidate.entry());
        arrivals.change(entry);
        if (entry.outcome() != Outcome.QUARANTINED && entry.outcome() != Outcome.SPAM) {
            arrivals.settle(id, occasion.settlement, by, clock.instant());
            if (entry.outcome() != Outcome.DUPLICATE) {
                work.begin(List.of(candidate));
            }
        }
        tell(id, occasion.settlement, entry.outcome(), by);
        return new Recorded(entry.outcome(), entry.reference(), false);
    }

    private Optional<ArrivalLedger.Original> original(LedgerEntry entry) {
        return entry.fingerprint() == null
                ? Optional.empty()
                : ledger.original(entry.arrived().council(), entry.fingerprint());
    }

    private boolean settled(UUID id, String settlement, String told, String by, boolean attention) {
        Instant now = clock.instant();
        return DatabaseFaults.translated(() -> Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<WaitingArrival> waiting = arrivals.findLocked(id)
                    .filter(WaitingArrival::waits)
                    .filter(one -> (one.group() == Group.ATTENTION) == attention);
            waiting.ifPresent(one -> {
                arrivals.settle(id, settlement, by, now);
                tell(id, told, one.outcome(), by);
            });
            return waiting.isPresent();
        })));
    }

    private static void tell(UUID id, String settlement, Outcome outcome, String by) {
        AfterCommit.run(() -> LOG.info(
                "event=second-look arrival={} by={} decision=\"{}\" outcome={}", id, by, settlement, outcome.id()));
    }
}
