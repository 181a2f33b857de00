package org.feedbackhub.arrival;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.feedbackhub.arrival.LedgerAudit.Counts;
import org.feedbackhub.feedback.TransientFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done for the ledger from time to time: compare the counts, sweep the raw store. */
public final class LedgerUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerUpkeep.class);

    private final LedgerAudit audit;
    private final ArrivalLedger ledger;
    private final LedgerRawStore rawStore;
    private final Duration keepUnreferenced;
    private final InstantSource clock;
    private final AtomicReference<Counts> last;
    private volatile long missingRawItems;

    LedgerUpkeep(
            LedgerAudit audit,
            ArrivalLedger ledger,
            LedgerRawStore rawStore,
            Duration keepUnreferenced,
            InstantSource clock,
            MeterRegistry registry) {
        this.audit = audit;
        this.ledger = ledger;
        this.rawStore = rawStore;
        this.keepUnreferenced = keepUnreferenced;
        this.clock = clock;
        this.last = new AtomicReference<>(new Counts(0, Map.of(), 0, 0, 0, 0));
        register(registry);
    }

    /** Compares the counts and says so in the log when they differ. */
    public void compare() {
        Counts counts = counts();
        if (counts.difference() != 0) {
            LOG.error("event=ledger-differs counts={}", counts);
        }
    }

    /** Deletes raw items that nothing refers to, and looks for those that are missing. */
    public void sweep() {
        try {
            missingRawItems = audit.missingRawItems();
            long deleted = rawStore.sweep(clock.instant().minus(keepUnreferenced), ledger::refersTo);
            LOG.info("event=raw-store-swept deleted={} missing={}", deleted, missingRawItems);
        } catch (IOException e) {
            throw new TransientFault("the raw store could not be swept", e);
        }
    }

    /** The counts as of now, with the raw items as of the last sweep. */
    public Counts counts() {
        Counts counts = audit.count(missingRawItems);
        last.set(counts);
        return counts;
    }

    private void register(MeterRegistry registry) {
        Gauge.builder("hub.ledger.arrivals", last, value -> value.get().arrivals())
                .description("Entries in the ledger, as last counted")
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            Gauge.builder("hub.ledger.outcomes", last, value -> value.get()
                            .outcomes()
                            .getOrDefault(outcome, 0L))
                    .description("Entries by outcome; their sum is the number of arrivals")
                    .tag("outcome", outcome.id())
                    .register(registry);
        }
        Gauge.builder("hub.ledger.difference", last, value -> value.get().difference())
                .description("By how much the independent counts differ: 0 when nothing was lost")
                .register(registry);
        Gauge.builder("hub.quarantine.waiting", ledger, ArrivalLedger::quarantined)
                .description("Arrivals that a person has to look at before anything happens")
                .register(registry);
    }
}
