package org.feedbackhub.letter;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.time.Duration;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.feedbackhub.council.Scanner;
import org.feedbackhub.feedback.CouncilId;
import org.jspecify.annotations.Nullable;
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
    private final Duration indexWithin;
    private final Duration otherWithin;
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
        this.indexWithin = settings.indexWithin();
        this.otherWithin = settings.otherSideWithin();
        this.sightings = new Sightings(settings.stableFor());
    }

    /** Of the scanner, for leases and figures. */
    String name() {
        return "letters:" + scanner.id();
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
                if (stable
                        && hasItsOtherHalf(file, name, now)
                        && !PostRoomIndex.isOne(name)
                        && !look.get().equals(stuck.get(name))
                        && isWhole(file, now)) {
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

    /** Back sides come with their fronts; one of the two that waits in vain is taken alone, and told. */
    private boolean hasItsOtherHalf(Path file, String name, Instant now) {
        Optional<Half> half = Half.of(file, scanner);
        if (half.isEmpty()) {
            return true;
        }
        if (!half.get().hasOther()) {
            return sightings.isStableFor(name, otherWithin, now);
        }
        return half.get().fronts()
                && look(half.get().other())
                        .filter(look -> sightings.isStable(
                                in.relativize(half.get().other()).toString(), look, now))
                        .isPresent();
    }

    /** Whether what the post room notes about it is there, and complete as well. */
    private boolean isWhole(Path file, Instant now) {
        Optional<Path> index = index(file);
        boolean halfAlone =
                Half.of(file, scanner).filter(half -> !half.hasOther()).isPresent();
        return index.isEmpty()
                ? !scanner.indexed() || halfAlone
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
    static Optional<Sightings.Look> look(Path file) {
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

    /**
     * Takes a file for this hub. Nothing if another was quicker, or if it cannot be moved, in which case it stays and is left alone.
     *
     * @throws IOException if no room can be made for it just now
     */
    Optional<ClaimedLetter> claim(Path file, Instant now) throws IOException {
        UUID id = UUID.randomUUID();
        Path folder = Files.createDirectory(work.resolve(id.toString()));
        Path index = index(file).orElse(null);
        Path backs = Half.of(file, scanner)
                .filter(half -> half.fronts() && half.hasOther())
                .map(Half::other)
                .orElse(null);
        try {
            Instant dropped = dropped(file, now);
            // before the letter, which is taken up without them otherwise
            Path claimedBacks = backs == null ? null : rename(backs, folder.resolve(backs.getFileName()));
            Path claimedIndex = index == null ? null : rename(index, folder.resolve(index.getFileName()));
            Path claimed = rename(file, folder.resolve(file.getFileName()));
            remember(folder, dropped);
            return Optional.of(
                    new ClaimedLetter(council, scanner, id, claimed, claimedBacks, claimedIndex, dropped, null));
        } catch (NoSuchFileException e) {
            giveUp(folder, file.getParent());
        } catch (IOException e) {
            giveUp(folder, file.getParent());
            look(file).ifPresent(look -> stuck.put(in.relativize(file).toString(), look));
            LOG.warn(
                    "event=letter-not-movable scanner={} cause={}",
                    scanner.id(),
                    e.getClass().getSimpleName());
        }
        return Optional.empty();
    }

    private static Path rename(Path from, Path to) throws IOException {
        return Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** For who takes it up again after a crash; if it cannot be, it came when it was claimed. */
    private static void remember(Path folder, Instant dropped) {
        try {
            Files.setLastModifiedTime(folder, FileTime.from(dropped));
        } catch (IOException e) {
            LOG.debug("event=letter-time-not-kept cause={}", e.getClass().getSimpleName());
        }
    }

    /** What was noted about a file, at about the time when it came: scanners begin to count anew each morning. */
    private Optional<Path> index(Path file) {
        Optional<Sightings.Look> letter = look(file);
        return PostRoomIndex.beside(file)
                .filter(index -> letter.isPresent()
                        && look(index)
                                .filter(look -> Duration.between(
                                                        look.modified(),
                                                        letter.get().modified())
                                                .abs()
                                                .compareTo(indexWithin)
                                        <= 0)
                                .isPresent());
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
     * @throws IOException if the folder cannot be read
     */
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
                        Path backs = Half.of(file.get(), scanner)
                                .filter(Half::hasOther)
                                .map(Half::other)
                                .orElse(null);
                        left.add(
                                new ClaimedLetter(council, scanner, id.get(), file.get(), backs, index, dropped, null));
                    } else if (!busy.contains(id.get())) {
                        giveUp(folder, whereFrontsLie(folder));
                    }
                }
            }
        }
        return left;
    }

    /** Of backs that were taken before them; the folder itself where there are none. */
    private Path whereFrontsLie(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> fronts = files.flatMap(file -> Half.of(file, scanner).stream())
                    .map(half -> half.other().getFileName().toString())
                    .collect(Collectors.toSet());
            return files().stream()
                    .filter(file -> fronts.contains(file.getFileName().toString()))
                    .map(Path::getParent)
                    .findFirst()
                    .orElse(in);
        }
    }

    private static Optional<UUID> id(Path folder) {
        try {
            return Optional.of(UUID.fromString(folder.getFileName().toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Backs alone were on their way to their fronts, or nobody's: they go back, and wait again. */
    private Optional<Path> letterIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !PostRoomIndex.isOne(file.getFileName().toString()))
                    .filter(file -> Half.of(file, scanner).map(Half::fronts).orElse(true))
                    .findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** How its files look; who goes on writing when a while has passed writes into what is in work. */
    static List<Sightings.Look> look(ClaimedLetter letter) {
        return Stream.of(Optional.of(letter.file()), Optional.ofNullable(letter.backs()))
                .flatMap(Optional::stream)
                .flatMap(file -> look(file).stream())
                .toList();
    }

    /** Has it taken up as another letter. @throws IOException if that cannot be done */
    void anew(ClaimedLetter letter) throws IOException {
        rename(letter.file().getParent(), work.resolve(UUID.randomUUID().toString()));
    }

    /** Puts it away as recorded. @param day of today @throws IOException if it cannot be moved; it is still in work then */
    void done(ClaimedLetter letter, LocalDate day) throws IOException {
        away(letter, done.resolve(day.toString()), null);
    }

    /** Puts it away as not recorded. @param reason for a clerk @throws IOException if it cannot be moved; it is still in work then */
    void failed(ClaimedLetter letter, String reason) throws IOException {
        away(letter, failed, reason);
    }

    /** One at a time: two letters of one name must not take the same place. */
    private synchronized void away(ClaimedLetter letter, Path folder, @Nullable String reason) throws IOException {
        Files.createDirectories(folder);
        String name = letter.file().getFileName().toString();
        List<Path> others = Stream.of(Optional.ofNullable(letter.backs()), Optional.ofNullable(letter.index()))
                .flatMap(Optional::stream)
                .toList();
        boolean taken = Files.exists(folder.resolve(name))
                || others.stream().anyMatch(other -> Files.exists(folder.resolve(other.getFileName())))
                || reason != null && Files.exists(folder.resolve(name + REASON));
        String before = taken ? letter.id() + "-" : "";
        if (reason != null) {
            Files.writeString(folder.resolve(before + name + REASON), reason + "\n");
        }
        for (Path other : others) {
            if (Files.exists(other)) {
                rename(other, folder.resolve(before + other.getFileName()));
            }
        }
        rename(letter.file(), folder.resolve(before + name));
        forget(letter.file().getParent());
    }

    /** Of a claim that came to nothing: what the post room noted waits for its letter where it was. */
    private static void giveUp(Path folder, Path back) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                // refuses to replace a newer one
                Files.move(file, back.resolve(file.getFileName()));
            }
        } catch (IOException | UncheckedIOException e) {
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
