package org.feedbackhub.letter;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A reading process that runs. One page at a time. */
final class PageProcess implements AutoCloseable {

    private static final Duration TO_START = Duration.ofMinutes(2);
    private static final Duration TO_END = Duration.ofSeconds(1);

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;
    private final ScheduledExecutorService watch;
    private int pages;
    private boolean ended;

    /**
     * Starts one and waits until it is ready: the time of a page is its own.
     *
     * @param watch ends it when it takes too long
     * @throws IOException if it does not start, for which no page can be blamed
     */
    PageProcess(ReadingCommand command, ScheduledExecutorService watch) throws IOException {
        this.watch = watch;
        this.process = command.start();
        this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        ScheduledFuture<?> end = watch.schedule(this::destroy, TO_START.toMillis(), TimeUnit.MILLISECONDS);
        try {
            PageAnswer.awaitReady(answers);
        } catch (IOException e) {
            destroy();
            throw e;
        } finally {
            end.cancel(false);
        }
    }

    /** Has a page read. After {@link PageAnswer.Ended} the process is no more. @param within how long it may take */
    PageAnswer read(PageRequest request, Duration within) {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> end = watch.schedule(
                () -> {
                    late.set(true);
                    destroy();
                },
                within.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            pages++;
            request.writeTo(requests);
            return PageAnswer.readFrom(answers);
        } catch (IOException | RuntimeException e) {
            ended = true;
            destroy();
            return new PageAnswer.Ended(
                    late.get()
                            ? "a page takes longer than " + within.toSeconds() + " seconds to be read"
                            : "the program that reads pages crashes at it");
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

    /** In the middle of a page. */
    void end() {
        destroy();
    }

    /** And with it the engine that it may have running. */
    private void destroy() {
        List<ProcessHandle> engines = process.descendants().toList();
        process.destroyForcibly();
        engines.forEach(ProcessHandle::destroyForcibly);
    }

    /** Its memory goes with it. */
    @Override
    public void close() {
        try {
            requests.close();
            if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                destroy();
            }
        } catch (IOException e) {
            destroy();
        } catch (InterruptedException e) {
            destroy();
            Thread.currentThread().interrupt();
        }
    }
}
