package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Takes letters from the drop folders of all scanners, some at the same moment, and puts each away once it is recorded. One instance
 * serves a folder at a time; what one has left in work, the next takes up, by the same id.
 */
final class DropFolders {

    private static final Logger LOG = LoggerFactory.getLogger(DropFolders.class);

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

    /** Begins once the routes run into which letters are passed on. */
    @EventListener
    void begin(ApplicationStartedEvent event) {
        if (!folders.isEmpty()) {
            looking.setDaemon(true);
            looking.start();
        }
    }

    /** Lets what is in work end, as far as it does so soon, while the routes still run; the rest is taken up by whoever starts next. */
    @EventListener
    void end(ContextClosedEvent event) {
        stopped.countDown();
        looking.interrupt();
        workers.shutdown();
        try {
            workers.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOn() {
        try {
            boolean more;
            do {
                more = false;
                for (DropFolder folder : folders) {
                    more |= look(folder);
                }
            } while (!stopped.await(more ? 0 : settings.lookEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("event=drop-folders-end");
        }
    }

    /** Takes some, so that a folder with many holds up no other, nor one that cannot be read. @return whether there are more */
    private boolean look(DropFolder folder) throws InterruptedException {
        if (leases.hold(folder.name()) != Leases.Lease.OWN) {
            return false;
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
            List<Path> complete = folder.complete(clock.instant());
            for (Path file : complete.subList(0, Math.min(complete.size(), settings.atOnce()))) {
                // claimed no sooner than there is room for it: what is not, another instance can take after a crash of
                // this one
                room.acquire();
                take(folder, file);
            }
            return complete.size() > settings.atOnce();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "event=drop-folder-unreadable folder={} cause={}",
                    folder.name(),
                    e.getClass().getSimpleName());
            return false;
        }
    }

    private void take(DropFolder folder, Path file) throws IOException {
        Optional<ClaimedLetter> claimed = Optional.empty();
        try {
            claimed = folder.claim(file, clock.instant());
        } finally {
            if (claimed.isEmpty()) {
                room.release();
            }
        }
        claimed.ifPresent(letter -> begin(folder, letter));
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
            List<Sightings.Look> before = DropFolder.look(letter);
            LetterDesk.Fate fate = desk.handle(letter);
            if (!DropFolder.look(letter).equals(before)) {
                LOG.warn("event=letter-changed source={}", letter.source());
                folder.anew(letter);
            } else if (fate.refusal() == null) {
                folder.done(letter, today(letter));
            } else {
                folder.failed(letter, fate.refusal());
            }
            notBefore.remove(letter.id());
        } catch (NoSuchFileException e) {
            LOG.warn("event=letter-gone source={}", letter.source());
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
