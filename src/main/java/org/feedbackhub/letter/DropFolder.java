package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.feedbackhub.council.Scanner;
import org.feedbackhub.feedback.CouncilId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder into which a scanner drops letters, and those beside it: {@code work}, where each that is taken lies under an id of its
 * own, {@code done}, by days, and {@code failed}, each with the reason. A letter moves by renaming alone, so that it is in one place at
 * any moment.
 */
final class DropFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

    private static final String REASON = ".reason.txt";

    private static final int DIGITS_OF_DAY = 8;

    private final CouncilId council;
    private final ZoneId zone;
    private final Scanner scanner;
    private final Path in;
    private final Path work;
    private final Path done;
    private final Path failed;
    private final List<PathMatcher> litter;
    private final Sightings sightings;
    /** What could not be moved, as it looked then: it is not taken again while it looks like that. */
    private final Map<String, Sightings.Look> stuck = new HashMap<>();

    DropFolder(CouncilId council, ZoneId zone, Scanner scanner, LetterSettings settings) {
        this.council = council;
        this.zone = zone;
        this.scanner = scanner;
        this.in = scanner.folder().toAbsolutePath().normalize();
        this.work = in.resolveSibling("work");
        this.done = in.resolveSibling("done");
        this.failed = in.resolveSibling("failed");
        this.litter = settings.litter().stream()
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();
        this.sightings = new Sightings(settings.stableFor());
    }

    /** Of the scanner, for leases and figures. */
    String name() {
        return "letters:" + scanner.id();
    }

    CouncilId council() {
        return council;
    }

    /** Makes the folders that are not there. @throws IOException if that cannot be done */
    void prepare() throws IOException {
        for (Path folder : List.of(in, work, done, failed)) {
            Files.createDirectories(folder);
        }
    }

    /** Files that are complete, oldest first. @throws IOException if the folder cannot be read */
    List<Path> complete(Instant now) throws IOException {
        record Seen(Path file, Sightings.Look look) {}
        List<Seen> complete = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path file : files()) {
            String name = in.relativize(file).toString();
            Optional<Sightings.Look> look = look(file);
            if (look.isPresent()) {
                names.add(name);
                boolean stable = sightings.isStable(name, look.get(), now);
                if (stable && !PostRoomIndex.isOne(name) && !look.get().equals(stuck.get(name)) && isWhole(file, now)) {
                    complete.add(new Seen(file, look.get()));
                }
            }
        }
        sightings.keep(names);
        stuck.keySet().retainAll(names);
        return complete.stream()
                .sorted((one, other) ->
                        one.look().modified().compareTo(other.look().modified()))
                .map(Seen::file)
                .toList();
    }

    /** Of the folder itself and of those in it that are named by a day. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(in)) {
            for (Path file : inside) {
                if (day(file).isPresent() && Files.isDirectory(file)) {
                    try (DirectoryStream<Path> ofDay = Files.newDirectoryStream(file)) {
                        ofDay.forEach(files::add);
                    }
                } else {
                    files.add(file);
                }
            }
        }
        files.removeIf(this::isLitter);
        return files;
    }

    /** Whether what the post room notes about it is there, and complete as well. */
    private boolean isWhole(Path file, Instant now) {
        Optional<Path> index = PostRoomIndex.beside(file);
        return index.isEmpty()
                ? !scanner.indexed()
                : look(index.get())
                        .filter(look ->
                                sightings.isStable(in.relativize(index.get()).toString(), look, now))
                        .isPresent();
    }

    /** The day that a folder is named by, as 2026-11-23 or 20261123. */
    private static Optional<LocalDate> day(Path folder) {
        String digits = folder.getFileName().toString().replace("-", "");
        try {
            return digits.length() == DIGITS_OF_DAY
                    ? Optional.of(LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private boolean isLitter(Path file) {
        return litter.stream().anyMatch(pattern -> pattern.matches(file.getFileName()));
    }

    /** Of a file that is still there and is one. */
    private static Optional<Sightings.Look> look(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new Sightings.Look(
                            attributes.size(), attributes.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Takes a file for this hub. Nothing if another was quicker, or if it cannot be moved, in which case it stays and is left alone. */
    Optional<ClaimedLetter> claim(Path file, Instant now) {
        UUID id = UUID.randomUUID();
        Path folder = work.resolve(id.toString());
        try {
            Instant dropped = dropped(file, now);
            Files.createDirectories(folder);
            Path claimed = folder.resolve(file.getFileName());
            Path index = PostRoomIndex.beside(file).orElse(null);
            Path claimedIndex = index == null ? null : folder.resolve(index.getFileName());
            if (index != null && claimedIndex != null) {
                // before the letter, which is taken up without it otherwise
                Files.move(index, claimedIndex, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(file, claimed, StandardCopyOption.ATOMIC_MOVE);
            // for who takes it up again after a crash
            Files.setLastModifiedTime(folder, FileTime.from(dropped));
            return Optional.of(new ClaimedLetter(council, scanner, id, claimed, claimedIndex, dropped));
        } catch (NoSuchFileException e) {
            giveUp(folder);
        } catch (IOException e) {
            giveUp(folder);
            look(file).ifPresent(look -> stuck.put(in.relativize(file).toString(), look));
            LOG.warn(
                    "event=letter-not-movable scanner={} cause={}",
                    scanner.id(),
                    e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    /** When it came into the folder, which is not when it was scanned: copying may keep that. Never later than now. */
    private Instant dropped(Path file, Instant now) throws IOException {
        Optional<Instant> named =
                day(file.getParent()).map(day -> day.atStartOfDay(zone).toInstant());
        if (named.isPresent() && named.get().isBefore(now)) {
            return named.get();
        }
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        FileTime time = unix ? (FileTime) Files.getAttribute(file, "unix:ctime") : Files.getLastModifiedTime(file);
        return time.toInstant().isAfter(now) ? now : time.toInstant();
    }

    /**
     * What was taken before and is not done with, since a hub ended meanwhile.
     *
     * @param busy what this hub works on
     * @throws IOException if the folder cannot be read */
    List<ClaimedLetter> leftBehind(Set<UUID> busy) throws IOException {
        List<ClaimedLetter> left = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(work)) {
            for (Path folder : folders) {
                Optional<UUID> id = id(folder);
                if (id.isPresent()) {
                    Optional<Path> file = letterIn(folder);
                    if (file.isPresent()) {
                        Instant dropped = Files.getLastModifiedTime(folder).toInstant();
                        Path index = PostRoomIndex.beside(file.get()).orElse(null);
                        left.add(new ClaimedLetter(council, scanner, id.get(), file.get(), index, dropped));
                    } else if (!busy.contains(id.get())) {
                        giveUp(folder);
                    }
                }
            }
        }
        return left;
    }

    private static Optional<UUID> id(Path folder) {
        try {
            return Optional.of(UUID.fromString(folder.getFileName().toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> letterIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !PostRoomIndex.isOne(file.getFileName().toString()))
                    .findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Puts it away as recorded. @param day of today @throws IOException if it cannot be moved; it is still in work then */
    void done(ClaimedLetter letter, LocalDate day) throws IOException {
        away(letter, done.resolve(day.toString()));
    }

    /** Puts it away as not recorded. @param reason for a clerk @throws IOException if it cannot be moved; it is still in work then */
    void failed(ClaimedLetter letter, String reason) throws IOException {
        Path moved = away(letter, failed);
        Files.writeString(moved.resolveSibling(moved.getFileName() + REASON), reason + "\n");
    }

    private static Path away(ClaimedLetter letter, Path folder) throws IOException {
        Files.createDirectories(folder);
        if (letter.index() != null && Files.exists(letter.index())) {
            Path index = free(folder, letter.index().getFileName().toString(), letter.id());
            Files.move(letter.index(), index, StandardCopyOption.ATOMIC_MOVE);
        }
        Path target = free(folder, letter.file().getFileName().toString(), letter.id());
        Files.move(letter.file(), target, StandardCopyOption.ATOMIC_MOVE);
        forget(letter.file().getParent());
        return target;
    }

    /** Scanners begin to count anew each morning. */
    private static Path free(Path folder, String name, UUID id) {
        Path wanted = folder.resolve(name);
        return Files.exists(wanted) ? folder.resolve(id + "-" + name) : wanted;
    }

    /** Of a claim that came to nothing: what the post room noted waits for its letter where it was. */
    private void giveUp(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.move(file, in.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            LOG.debug("event=letter-index-stays cause={}", e.getClass().getSimpleName());
        }
        forget(folder);
    }

    private static void forget(Path emptied) {
        try {
            Files.deleteIfExists(emptied);
        } catch (IOException e) {
            LOG.debug("event=letter-folder-stays cause={}", e.getClass().getSimpleName());
        }
    }
}
