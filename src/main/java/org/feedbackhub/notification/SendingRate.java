package org.feedbackhub.notification;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.feedbackhub.feedback.CouncilId;

/** How many mails of each council are handed to the mail server, so that one council's flood is no other's delay. */
final class SendingRate {

    private final SendingSettings.Rate rate;
    private final Duration each;
    private final InstantSource clock;
    private final Map<CouncilId, Bucket> buckets = new ConcurrentHashMap<>();
    private final Map<CouncilId, Instant> lastPutOff = new ConcurrentHashMap<>();

    SendingRate(SendingSettings.Rate rate, InstantSource clock) {
        this.rate = rate;
        this.each = rate.within().dividedBy(rate.mails());
        this.clock = clock;
    }

    /** Counts one more of this council's, unless there are too many. */
    boolean allow(CouncilId council) {
        return buckets.computeIfAbsent(council, one -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(rate.mails()).refillGreedy(rate.mails(), rate.within()))
                        .withCustomTimePrecision(new HubTime(clock))
                        .build())
                .tryConsume(1);
    }

    /** When the next mail of the council may go that has to wait now; each that asks gets a later moment than the one before. */
    Instant next(CouncilId council) {
        Instant soonest = clock.instant().plus(each);
        return lastPutOff.merge(council, soonest, (last, now) -> last.plus(each).isAfter(now) ? last.plus(each) : now);
    }

    /** The hub's clock for the buckets. */
    private record HubTime(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return now.getEpochSecond() * TimeUnit.SECONDS.toNanos(1) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
