package org.feedbackhub.webform;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Counts the bytes of all postings that are in work, so that many large ones at once cannot fill the memory. */
final class BytesInWork {

    private static final int UNIT = 1024;

    private final Semaphore free;

    BytesInWork(DataSize atMost) {
        this.free = new Semaphore(Math.toIntExact(atMost.toBytes() / UNIT));
    }

    /** Takes so many if they are free now. @return what gives them back, or null if there are too many in work */
    @Nullable
    Runnable take(long bytes) {
        int units = Math.toIntExact(bytes / UNIT + 1);
        return free.tryAcquire(units) ? () -> free.release(units) : null;
    }
}
