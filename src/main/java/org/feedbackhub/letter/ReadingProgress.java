package org.feedbackhub.letter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** How far this hub is with the letters that it works on: of the pages that were seen, those that are read. */
public final class ReadingProgress {

    private final AtomicInteger letters = new AtomicInteger();
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final Counter read;

    ReadingProgress(MeterRegistry registry) {
        Gauge.builder("hub.letters.in.work", letters, AtomicInteger::get)
                .description("Letters that are being read")
                .register(registry);
        Gauge.builder("hub.letters.pages.waiting", this, ReadingProgress::waiting)
                .description("Pages of letters in work that are not read yet")
                .register(registry);
        this.read = Counter.builder("hub.letters.pages.read")
                .description("Pages of letters that were read")
                .register(registry);
    }

    /** One letter on its way. */
    final class Letter implements AutoCloseable {
        private int ownSeen;
        private int ownDone;

        private Letter() {
            letters.incrementAndGet();
        }

        void found(int pages) {
            ownSeen += pages;
            seen.addAndGet(pages);
        }

        void read() {
            ownDone++;
            done.incrementAndGet();
            read.increment();
        }

        /** It is read, or given up. */
        @Override
        public void close() {
            letters.decrementAndGet();
            seen.addAndGet(-ownSeen);
            done.addAndGet(-ownDone);
        }
    }

    Letter begin() {
        return new Letter();
    }

    /** Letters that are being read. */
    public int letters() {
        return letters.get();
    }

    /** Pages of these, as far as they are known. */
    public int seen() {
        return seen.get();
    }

    /** Those of them that are read. */
    public int done() {
        return done.get();
    }

    private int waiting() {
        return seen.get() - done.get();
    }
}
