package org.feedbackhub.arrival;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts the same things in ways that do not know of each other, so that a loss would show as a difference. */
public final class LedgerAudit {

    private static final int PAGE = 1000;

    private final ArrivalLedger ledger;
    private final RawStore rawStore;
    private final JdbcClient jdbc;
    private final TransactionTemplate oneMoment;

    LedgerAudit(ArrivalLedger ledger, RawStore rawStore, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.oneMoment = new TransactionTemplate(transactions);
        // all counts of the same moment, or a commit between them would look like a loss
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.oneMoment.setReadOnly(true);
        this.ledger = ledger;
        this.rawStore = rawStore;
        this.jdbc = jdbc;
    }

    /** Counts now. @param missingRawItems as last counted, since looking for each on disk takes its time */
    public Counts count(long missingRawItems) {
        Counts counts = oneMoment.execute(status -> countWithin(missingRawItems));
        return Objects.requireNonNull(counts);
    }

    private Counts countWithin(long missingRawItems) {
        return new Counts(
                one("select count(*) from arrival"),
                ledger.outcomes(),
                one("select count(*) from feedback"),
                one("select count(*) from feedback where split_from is not null"),
                one("select count(distinct reference) from event where sequence = 1"),
                missingRawItems);
    }

    /** Looks for the bytes of every arrival; some thousands a second, in pages so that memory stays as it is. */
    long missingRawItems() {
        long missing = 0;
        String last = "";
        List<String> page;
        do {
            page = ledger.rawFilesAfter(last, PAGE);
            missing += page.stream().filter(sha256 -> !rawStore.holds(sha256)).count();
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (page.size() == PAGE);
        return missing;
    }

    private long one(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /**
     * The figures that must agree.
     *
     * @param arrivals entries in the ledger
     * @param outcomes entries by outcome
     * @param feedback feedback with a reference
     * @param splits those of them that a person took out of a message with two matters: the message came once
     * @param firstEvents references whose first event was written
     * @param missingRawItems arrivals' bytes that are not in the raw store
     */
    public record Counts(
            long arrivals,
            Map<Outcome, Long> outcomes,
            long feedback,
            long splits,
            long firstEvents,
            long missingRawItems) {

        /** Arrivals less the sum of outcomes, feedback less recorded arrivals, and so on: 0 when nothing was lost. */
        public long difference() {
            long sum = outcomes.values().stream().mapToLong(Long::longValue).sum();
            return Math.abs(arrivals - sum)
                    + Math.abs(outcomes.getOrDefault(Outcome.RECORDED, 0L) + splits - feedback)
                    + Math.abs(feedback - firstEvents)
                    + missingRawItems;
        }
    }
}
