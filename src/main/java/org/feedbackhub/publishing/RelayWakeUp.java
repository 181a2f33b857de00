package org.feedbackhub.publishing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the relay of a shard that an event has been committed there. */
final class RelayWakeUp {

    private final Semaphore[] waiting = new Semaphore[Outbox.SHARDS];

    private final CountDownLatch end = new CountDownLatch(1);

    RelayWakeUp() {
        for (int shard = 0; shard < waiting.length; shard++) {
            waiting[shard] = new Semaphore(0);
        }
    }

    /** Something is there to be published. */
    void wake(int shard) {
        waiting[shard].release();
    }

    /** Lets events gather for so long, whoever wakes meanwhile, unless all is to end. */
    void gather(Duration pause) throws InterruptedException {
        end.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** All is to end: nobody waits any longer. */
    void end() {
        end.countDown();
        for (int shard = 0; shard < waiting.length; shard++) {
            wake(shard);
        }
    }

    /** Waits until woken or the time is over. */
    void await(int shard, Duration atMost) throws InterruptedException {
        if (waiting[shard].tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            waiting[shard].drainPermits();
        }
    }
}
