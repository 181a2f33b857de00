package org.feedbackhub.publishing;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the relay of a shard that an event has been committed there. */
final class RelayWakeUp {

    private final Semaphore[] waiting = new Semaphore[Outbox.SHARDS];

    RelayWakeUp() {
        for (int shard = 0; shard < waiting.length; shard++) {
            waiting[shard] = new Semaphore(0);
        }
    }

    /** Something is there to be published. */
    void wake(int shard) {
        waiting[shard].release();
    }

    /** Waits until woken or the time is over. */
    void await(int shard, Duration atMost) throws InterruptedException {
        if (waiting[shard].tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            waiting[shard].drainPermits();
        }
    }
}
