package org.feedbackhub.attachment;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that read files made by anybody, apart from those that take messages in: one that does not end in time is given up and
 * ends when it next asks for time. There are never more than so many, those given up included.
 */
final class FileReaders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileReaders.class);

    /** Beyond its time, for a reader that is about to end by itself. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(200);

    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "attachment-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });
    private final Semaphore free;

    FileReaders(int atOnce) {
        this.free = new Semaphore(atOnce);
    }

    /** Returns when the reading has ended, or its time is over. */
    void read(Words words, Runnable reading) {
        try {
            if (!free.tryAcquire(left(words), TimeUnit.NANOSECONDS)) {
                LOG.warn("event=attachment-unread cause=all-readers-busy");
                return;
            }
            CountDownLatch done = new CountDownLatch(1);
            threads.execute(() -> {
                try {
                    reading.run();
                } finally {
                    free.release();
                    done.countDown();
                }
            });
            if (!done.await(left(words) + GRACE, TimeUnit.NANOSECONDS)) {
                words.giveUp();
                LOG.warn("event=attachment-given-up free-readers={}", free.availablePermits());
            }
        } catch (InterruptedException e) {
            words.giveUp();
            Thread.currentThread().interrupt();
        }
    }

    private static long left(Words words) {
        return Math.max(0, words.deadline() - System.nanoTime());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
