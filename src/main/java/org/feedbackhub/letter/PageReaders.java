package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
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
    private final Set<PageProcess> busy = ConcurrentHashMap.newKeySet();
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
        return read(file, number -> Path.of(""));
    }

    /** The same. @param searchable where each page, by its number, is to be copied as one that can be searched, unless the file holds its words */
    List<LetterPage> read(Path file, IntFunction<Path> searchable) throws UnreadableLetter {
        try (ReadingProgress.Letter letter = progress.begin()) {
            PageAnswer.Read first = checked(got(submitted(PageRequest.words(file, 1, searchable.apply(1)))), 1);
            letter.found(first.pages());
            letter.read();
            List<Future<PageAnswer>> others = new ArrayList<>();
            for (int number = 2; number <= first.pages(); number++) {
                others.add(submitted(PageRequest.words(file, number, searchable.apply(number))));
            }
            List<LetterPage> pages = new ArrayList<>(List.of(first.page()));
            try {
                for (Future<PageAnswer> other : others) {
                    pages.add(checked(got(other), pages.size() + 1).page());
                    letter.read();
                }
            } finally {
                // of a letter that is given up, nobody waits for the rest
                others.forEach(other -> other.cancel(false));
            }
            return pages;
        }
    }

    /** One page as it was scanned, as JPEG; nothing if there is none. @throws TransientFault if nothing can be read just now */
    Optional<byte[]> picture(Path file, int number) {
        PageAnswer answer = got(submitted(PageRequest.picture(file, number)));
        return answer instanceof PageAnswer.Pictured pictured ? Optional.of(pictured.jpeg()) : Optional.empty();
    }

    /** What each page of a file is, in their order. @throws UnreadableLetter if one cannot be told @throws TransientFault if nothing can be read just now */
    List<PageMark> marks(Path file) throws UnreadableLetter {
        PageAnswer.Marked first = marked(submitted(PageRequest.mark(file, 1)), 1);
        List<Future<PageAnswer>> others = new ArrayList<>();
        for (int number = 2; number <= first.pages(); number++) {
            others.add(submitted(PageRequest.mark(file, number)));
        }
        List<PageMark> marks = new ArrayList<>(List.of(first.mark()));
        try {
            for (Future<PageAnswer> other : others) {
                marks.add(marked(other, marks.size() + 1).mark());
            }
        } finally {
            others.forEach(other -> other.cancel(false));
        }
        return marks;
    }

    private static PageAnswer.Marked marked(Future<PageAnswer> answer, int number) throws UnreadableLetter {
        PageAnswer got = got(answer);
        if (got instanceof PageAnswer.Marked marked) {
            return marked;
        }
        throw unreadable(got, number);
    }

    /** Copies pages into a file of their own. @return how many there are in it @throws UnreadableLetter if that cannot be done */
    int copy(Path file, int first, int last, Path target) throws UnreadableLetter {
        PageAnswer got = got(submitted(PageRequest.copy(file, first, last, target)));
        if (got instanceof PageAnswer.Copied copied) {
            return copied.pages();
        }
        throw unreadable(got, first);
    }

    private Future<PageAnswer> submitted(PageRequest request) {
        try {
            return readers.submit(() -> answer(request));
        } catch (RejectedExecutionException e) {
            throw new TransientFault("the hub ends before the letter is read", e);
        }
    }

    private static PageAnswer.Read checked(PageAnswer answer, int number) throws UnreadableLetter {
        if (answer instanceof PageAnswer.Read read) {
            return read;
        }
        throw unreadable(answer, number);
    }

    private static UnreadableLetter unreadable(PageAnswer answer, int number) {
        String why = answer instanceof PageAnswer.Refused refused
                ? refused.why()
                : answer instanceof PageAnswer.Ended ended ? ended.why() : "another answer than was asked for";
        return new UnreadableLetter((number == 1 ? "" : "page " + number + ": ") + why);
    }

    private static PageAnswer got(Future<PageAnswer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFault("the hub ends before the letter is read", e);
        } catch (CancellationException e) {
            throw new TransientFault("the hub ends before the letter is read", e);
        } catch (ExecutionException e) {
            throw new TransientFault("no process that reads pages can be started", e);
        }
    }

    /** What a process has ended at may be the page before, or the machine's want of memory or time: a second one tries as well. */
    private PageAnswer answer(PageRequest request) throws IOException {
        PageAnswer answer = answeredOnce(request);
        return answer instanceof PageAnswer.Ended ? answeredOnce(request) : answer;
    }

    private PageAnswer answeredOnce(PageRequest request) throws IOException {
        PageProcess waiting = idle.poll();
        PageProcess process = waiting == null ? new PageProcess(command, watch) : waiting;
        busy.add(process);
        try {
            return process.read(request, limits.pageTime());
        } finally {
            busy.remove(process);
            if (process.isRunning() && process.pages() < limits.pagesAProcess() && !readers.isShutdown()) {
                idle.push(process);
            } else {
                LOG.info("event=page-reader-ended pages={}", process.pages());
                process.close();
            }
        }
    }

    @Override
    public void close() {
        for (Runnable waiting : readers.shutdownNow()) {
            ((Future<?>) waiting).cancel(false);
        }
        busy.forEach(PageProcess::end);
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
