package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.feedbackhub.arrival.Leases;
import org.feedbackhub.council.Councils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes letters from the drop folders of all scanners, some at the same moment, and puts each away once it is recorded. One instance
 * serves a folder at a time; what one has left in work, the next takes up, by the same id.
 */
final class DropFolders implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DropFolders.class);

    /** Its routes run when letters are taken, and still run when the last one ends. */
    private static final int AFTER_CAMEL = Integer.MAX_VALUE - 50;

    private static final Duration TO_END = Duration.ofSeconds(20);

    private final List<DropFolder> folders;
    private final Councils councils;
    private final Leases leases;
    private final LetterSettings settings;
    private final LetterDesk desk;
    private final InstantSource clock;
    private final Semaphore room;
    private final Set<UUID> inWork = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Instant> notBefore = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService workers;
    private volatile boolean running;
    private final Thread looking = new Thread(this::lookOn, "drop-folders");

    DropFolders(Councils councils, Leases leases, LetterSettings settings, LetterDesk desk, InstantSource clock) {
        this.folders = councils.all().stream()
                .flatMap(council -> council.scanners().stream()
                        .map(scanner -> new DropFolder(council.id(), council.timeZone(), scanner, settings)))
                .toList();
        this.councils = councils;
        this.leases = leases;
        this.settings = settings;
        this.desk = desk;
        this.clock = clock;
        this.room = new Semaphore(settings.atOnce());
        this.workers = Executors.newFixedThreadPool(settings.atOnce(), task -> new Thread(task, "letter"));
    }

    @Override
    public void start() {
        running = true;
        if (!folders.isEmpty()) {
            looking.setDaemon(true);
            looking.start();
        }
    }

    /** Lets what is in work end, as far as it does so soon; the rest is taken up by whoever starts next. */
    @Override
    public void stop() {
        stopped.countDown();
        looking.interrupt();
        workers.shutdown();
        try {
            workers.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return AFTER_CAMEL;
    }

    private void lookOn() {
        try {
            do {
                for (DropFolder folder : folders) {
                    look(folder);
                }
            } while (!stopped.await(settings.lookEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("event=drop-folders-end");
        }
    }

    /** A folder that cannot be read holds up no other. */
    private void look(DropFolder folder) throws InterruptedException {
        if (leases.hold(folder.name()) != Leases.Lease.OWN) {
            return;
        }
        try {
            folder.prepare();
            // asked before the folder is: what ends meanwhile may still be in its list
            Set<UUID> busy = Set.copyOf(inWork);
            for (ClaimedLetter left : folder.leftBehind(busy)) {
                Instant wait = notBefore.get(left.id());
                if (!busy.contains(left.id()) && (wait == null || !wait.isAfter(clock.instant()))) {
                    room.acquire();
                    begin(folder, left);
                }
            }
            for (Path file : folder.complete(clock.instant())) {
                // claimed no sooner than there is room for it: what is not, another instance can take after a crash of
                // this one
                room.acquire();
                Optional<ClaimedLetter> claimed = folder.claim(file, clock.instant());
                claimed.ifPresentOrElse(letter -> begin(folder, letter), room::release);
            }
        } catch (IOException e) {
            LOG.warn(
                    "event=drop-folder-unreadable folder={} cause={}",
                    folder.name(),
                    e.getClass().getSimpleName());
        }
    }

    /** There is room for it, which it leaves again. */
    private void begin(DropFolder folder, ClaimedLetter letter) {
        inWork.add(letter.id());
        workers.execute(() -> {
            try {
                handle(folder, letter);
            } finally {
                inWork.remove(letter.id());
                room.release();
            }
        });
    }

    private void handle(DropFolder folder, ClaimedLetter letter) {
        try {
            LetterDesk.Fate fate = desk.handle(letter);
            if (fate.refusal() == null) {
                folder.done(letter, today(letter));
            } else {
                folder.failed(letter, fate.refusal());
            }
            notBefore.remove(letter.id());
        } catch (IOException e) {
            waits(letter, "not-movable", e);
        } catch (RuntimeException e) {
            waits(letter, "not-recorded", e);
        }
    }

    private void waits(ClaimedLetter letter, String why, Exception fault) {
        notBefore.put(letter.id(), clock.instant().plus(settings.retryAfter()));
        LOG.warn(
                "event=letter-waits source={} why={} cause={}",
                letter.source(),
                why,
                fault.getClass().getSimpleName());
    }

    private LocalDate today(ClaimedLetter letter) {
        ZoneId zone = councils.get(letter.council()).timeZone();
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
