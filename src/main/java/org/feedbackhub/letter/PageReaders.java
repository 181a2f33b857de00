package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.feedbackhub.feedback.TransientFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pages of files by processes of their own, so many at the same moment as there may be. A process is started when it is
 * first needed, given up when a page crashes it or takes too long, and replaced after a number of pages.
 */
final class PageReaders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PageReaders.class);

    private final LetterLimits limits;
    private final ReadingCommand command;
    private final ReadingProgress progress;
    private final ExecutorService readers;
    private final ScheduledExecutorService watch;
    private final ConcurrentLinkedDeque<PageProcess> idle = new ConcurrentLinkedDeque<>();

    PageReaders(LetterLimits limits, ReadingCommand command, ReadingProgress progress) {
        this.limits = limits;
        this.command = command;
        this.progress = progress;
        this.readers = Executors.newFixedThreadPool(limits.processes(), task -> daemon(task, "letter-pages"));
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "letter-pages-watch"));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * All pages of a file, in their order.
     *
     * @throws UnreadableLetter if it is no letter, is beyond a limit, or one of its pages cannot be read
     * @throws TransientFault if nothing can be read just now
     */
    List<LetterPage> read(Path file) throws UnreadableLetter {
        PageAnswer.Read first = page(file, 1);
        progress.found(first.pages());
        int done = 0;
        try {
            List<Future<PageAnswer>> others = new ArrayList<>();
            for (int number = 2; number <= first.pages(); number++) {
                int page = number;
                others.add(readers.submit(() -> answer(new PageRequest(file, page))));
            }
            List<LetterPage> pages = new ArrayList<>(List.of(first.page()));
            progress.read();
            done++;
            UnreadableLetter fault = null;
            for (Future<PageAnswer> other : others) {
                if (fault != null) {
                    other.cancel(false);
                    continue;
                }
                try {
                    pages.add(checked(got(other), pages.size() + 1).page());
                    progress.read();
                    done++;
                } catch (UnreadableLetter e) {
                    fault = e;
                }
            }
            if (fault != null) {
                throw fault;
            }
            return pages;
        } finally {
            progress.gaveUp(first.pages() - done);
        }
    }

    private PageAnswer.Read page(Path file, int number) throws UnreadableLetter {
        return checked(got(readers.submit(() -> answer(new PageRequest(file, number)))), number);
    }

    private static PageAnswer.Read checked(PageAnswer answer, int number) throws UnreadableLetter {
        if (answer instanceof PageAnswer.Read read) {
            return read;
        }
        String why = answer instanceof PageAnswer.Refused refused
                ? refused.why()
                : "the program that reads pages crashes at it";
        throw new UnreadableLetter((number == 1 ? "" : "page " + number + ": ") + why);
    }

    private static PageAnswer got(Future<PageAnswer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFault("the hub ends before the letter is read", e);
        } catch (ExecutionException e) {
            throw new TransientFault("no process that reads pages can be started", e);
        }
    }

    /** A page before it may be what a process crashes of, or the machine's want of memory: it is given to a second one. */
    private PageAnswer answer(PageRequest request) throws IOException {
        PageAnswer answer = answeredOnce(request);
        return answer instanceof PageAnswer.Crashed ? answeredOnce(request) : answer;
    }

    private PageAnswer answeredOnce(PageRequest request) throws IOException {
        PageProcess waiting = idle.poll();
        PageProcess process = waiting == null ? new PageProcess(command) : waiting;
        PageAnswer answer = process.read(request, limits.pageTime(), watch);
        if (!process.isRunning()) {
            LOG.warn("event=page-reader-ended pages={}", process.pages());
            process.close();
        } else if (readers.isShutdown() || process.pages() >= limits.pagesAProcess()) {
            process.close();
        } else {
            idle.push(process);
        }
        return answer;
    }

    @Override
    public void close() {
        readers.shutdownNow();
        try {
            readers.awaitTermination(limits.pageTime().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watch.shutdownNow();
        for (PageProcess process = idle.poll(); process != null; process = idle.poll()) {
            process.close();
        }
    }
}
