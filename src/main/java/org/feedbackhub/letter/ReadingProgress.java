package org.feedbackhub.letter;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How far the reading of letters is: of the pages that were found, those that still wait, and all that were ever read. */
public final class ReadingProgress {

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong read = new AtomicLong();

    void found(int pages) {
        waiting.addAndGet(pages);
    }

    void read() {
        waiting.decrementAndGet();
        read.incrementAndGet();
    }

    void gaveUp(int pages) {
        waiting.addAndGet(-pages);
    }

    /** Pages of letters in work that are not read yet. */
    public int waiting() {
        return waiting.get();
    }

    /** Pages that were read since the start. */
    public long pagesRead() {
        return read.get();
    }
}
