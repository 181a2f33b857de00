package org.feedbackhub.notification;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.feedbackhub.feedback.CouncilId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether so many of a council's mails come back that its surveys are held: mail systems stop taking anything from a sender
 * of whom that is known, acknowledgements as well.
 */
final class BounceShare {

    private static final Logger LOG = LoggerFactory.getLogger(BounceShare.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SendingSettings.Bounces bounds;
    private final Alerts alerts;
    private final InstantSource clock;
    private final Map<CouncilId, Look> looks = new ConcurrentHashMap<>();

    /** Told at each look, inside a transaction, how it stands; it tells people what they do not know yet. */
    interface Alerts {
        void bounces(CouncilId council, boolean tooHigh, Count count);
    }

    /** How many mails were sent, and how many of them came back. */
    record Count(long sent, long bounced) {

        /** In hundredths, rounded down; 0 where none was sent. */
        long percent() {
            return sent == 0 ? 0 : bounced * 100 / sent;
        }
    }

    private record Look(Instant at, boolean tooHigh) {}

    BounceShare(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            SendingSettings.Bounces bounds,
            Alerts alerts,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.bounds = bounds;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Whether too many came back lately; known to the minute, or as the settings say. */
    boolean tooHigh(CouncilId council) {
        Look last = looks.get(council);
        if (last != null && last.at().plus(bounds.lookEvery()).isAfter(clock.instant())) {
            return last.tooHigh();
        }
        return look(council, last);
    }

    private boolean look(CouncilId council, @Nullable Look last) {
        Count count = count(council);
        boolean tooHigh = count.sent() >= bounds.atLeast() && count.bounced() > bounds.share() * count.sent();
        if (tooHigh != (last != null && last.tooHigh())) {
            LOG.warn(
                    "event=bounces-{} council={} sent={} bounced={}",
                    tooHigh ? "too-high" : "normal",
                    council,
                    count.sent(),
                    count.bounced());
        }
        transaction.executeWithoutResult(status -> alerts.bounces(council, tooHigh, count));
        looks.put(council, new Look(clock.instant(), tooHigh));
        return tooHigh;
    }

    private Count count(CouncilId council) {
        return jdbc.sql(
                        """
                        select count(*) as sent, count(n.bounced_at) as bounced
                        from notification n join feedback f on f.reference = n.reference
                        where f.council = :council and n.decided_at > :since
                          and (n.state = 'sent' and n.medium = 'email' or n.bounced_at is not null)""")
                .param("council", council.value())
                .param("since", Timestamp.from(clock.instant().minus(bounds.within())))
                .query((row, number) -> new Count(row.getLong("sent"), row.getLong("bounced")))
                .single();
    }
}
