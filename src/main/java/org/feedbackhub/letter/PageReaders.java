package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
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
    private final LinkedBlockingDeque<Runnable> waiting = new LinkedBlockingDeque<>();
    private final ThreadPoolExecutor readers;
    private final ScheduledExecutorService watch;
    private final Set<PageProcess> busy = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedDeque<PageProcess> idle = new ConcurrentLinkedDeque<>();

    PageReaders(LetterLimits limits, ReadingCommand command, ReadingProgress progress) {
        this.limits = limits;
        this.command = command;
        this.progress = progress;
        this.readers = new ThreadPoolExecutor(
                limits.processes(),
                limits.processes(),
                0,
                TimeUnit.SECONDS,
                waiting,
                task -> daemon(task, "letter-pages"));
        readers.prestartAllCoreThreads();
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
            List<LetterPage> pages = new ArrayList<>(List.of(first.page()));
            for (PageAnswer answer : inTurn(
                    2,
                    first.pages(),
                    number -> PageRequest.words(file, number, searchable.apply(number)),
                    letter::read)) {
                pages.add(checked(answer, pages.size() + 1).page());
            }
            return pages;
        }
    }

    /**
     * Answers to requests for these pages, in their order, up to the first that is none. Not all are asked for at once, so that other
     * letters have their turn; when this returns, none is under way any more.
     */
    private List<PageAnswer> inTurn(int first, int last, IntFunction<PageRequest> request, Runnable each) {
        List<PageAnswer> answers = new ArrayList<>();
        Deque<Future<PageAnswer>> asked = new ArrayDeque<>();
        int next = first;
        boolean well = true;
        while (well && next <= last || !asked.isEmpty()) {
            while (well && next <= last && asked.size() < 2 * limits.processes()) {
                asked.add(submitted(request.apply(next++)));
            }
            PageAnswer answer = got(asked.remove());
            if (well) {
                answers.add(answer);
                well = !(answer instanceof PageAnswer.Refused) && !(answer instanceof PageAnswer.Ended);
                each.run();
            }
        }
        return answers;
    }

    /** One page as it was scanned, as JPEG, before all that waits to be read, since a person waits for it; nothing if there is none. @throws TransientFault if nothing can be read just now */
    Optional<byte[]> picture(Path file, int number) {
        PageAnswer answer = got(submittedFirst(PageRequest.picture(file, number)));
        return answer instanceof PageAnswer.Pictured pictured ? Optional.of(pictured.jpeg()) : Optional.empty();
    }

    /** What each page of a file is, in their order. @throws UnreadableLetter if one cannot be told @throws TransientFault if nothing can be read just now */
    List<PageMark> marks(Path file) throws UnreadableLetter {
        PageAnswer.Marked first = marked(got(submitted(PageRequest.mark(file, 1))), 1);
        List<PageMark> marks = new ArrayList<>(List.of(first.mark()));
        for (PageAnswer answer : inTurn(2, first.pages(), number -> PageRequest.mark(file, number), () -> {})) {
            marks.add(marked(answer, marks.size() + 1).mark());
        }
        return marks;
    }

    private static PageAnswer.Marked marked(PageAnswer answer, int number) throws UnreadableLetter {
        if (answer instanceof PageAnswer.Marked marked) {
            return marked;
        }
        throw unreadable(answer, number);
    }

    /** Copies pages into a file of their own. @return how many there are in it @throws UnreadableLetter if that cannot be done */
    int copy(Path file, int first, int last, Path target) throws UnreadableLetter {
        PageAnswer got = got(submitted(PageRequest.copy(file, first, last, target)));
        if (got instanceof PageAnswer.Copied copied) {
            return copied.pages();
        }
        throw unreadable(got, first);
    }

    /**
     * Puts the pages of two files together, each front with its back.
     *
     * @param reversed whether the last back comes first
     * @throws UnreadableLetter if they do not match, or not all pages come out
     */
    void collate(Path fronts, Path backs, boolean reversed, Path target) throws UnreadableLetter {
        int pages = marked(got(submitted(PageRequest.mark(fronts, 1))), 1).pages();
        PageRequest request = PageRequest.collate(fronts, pages, new PageRequest.Backs(backs, reversed), target);
        PageAnswer got = got(submitted(request));
        if (!(got instanceof PageAnswer.Copied copied)) {
            throw unreadable(got, 1);
        }
        if (copied.pages() != 2 * pages) {
            throw new UnreadableLetter("pages are missing once both sides are put together");
        }
    }

    private Future<PageAnswer> submittedFirst(PageRequest request) {
        FutureTask<PageAnswer> task = new FutureTask<>(() -> answer(request));
        waiting.addFirst(task);
        if (readers.isShutdown() && waiting.remove(task)) {
            throw new TransientFault("the hub ends before the page is shown", new RejectedExecutionException());
        }
        return task;
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
        PageProcess ready = idle.poll();
        PageProcess process = ready == null ? new PageProcess(command, watch) : ready;
        busy.add(process);
        try {
            return process.read(request, limits.pageTime().multipliedBy(request.last() - request.page() + 1L));
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
        for (Runnable left : readers.shutdownNow()) {
            ((Future<?>) left).cancel(false);
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
