package org.feedbackhub.letter;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A reading process that runs. One page at a time. */
final class PageProcess implements AutoCloseable {

    private static final Duration TO_END = Duration.ofSeconds(1);

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private int pages;
    private boolean ended;

    PageProcess(ReadingCommand command) throws IOException {
        this.process = command.start();
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /**
     * Has a page read. After a refusal for time or a crash the process has ended.
     *
     * @param within how long it may take
     * @param watch ends it when it takes longer
     */
    PageAnswer read(PageRequest request, Duration within, ScheduledExecutorService watch) {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> end = watch.schedule(
                () -> {
                    late.set(true);
                    process.destroyForcibly();
                },
                within.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            pages++;
            request.writeTo(requests);
            return PageAnswer.readFrom(answers);
        } catch (IOException e) {
            ended = true;
            process.destroyForcibly();
            return late.get()
                    ? new PageAnswer.Refused("a page takes longer than " + within.toSeconds() + " seconds to be read")
                    : new PageAnswer.Crashed();
        } finally {
            // what ends it may just have begun
            ended |= !end.cancel(false);
        }
    }

    /** How many pages it was given. */
    int pages() {
        return pages;
    }

    boolean isRunning() {
        return !ended && process.isAlive();
    }

    /** Its memory goes with it. */
    @Override
    public void close() {
        try {
            requests.close();
            if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
