package org.feedbackhub.arrival;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.feedbackhub.feedback.Sha256;

/**
 * The raw store as files {@code <first two of the hash>/<hash>} in a folder. A file appears under its name only when it
 * is whole: written to a temporary name, forced, renamed, and the folder forced.
 */
final class FileRawStore implements RawStore {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String INCOMING = "incoming";
    private static final String SWEPT = ".swept";
    private static final int SHARD_NAME = 2;
    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final InstantSource clock;

    /** Makes the folder and its shards, so that later only files come into being. */
    FileRawStore(Path folder, InstantSource clock) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        this.clock = clock;
        Files.createDirectories(this.folder.resolve(INCOMING));
        for (int shard = 0; shard < 256; shard++) {
            Files.createDirectories(this.folder.resolve(HexFormat.of().toHexDigits((byte) shard)));
        }
        force(this.folder);
    }

    @Override
    public RawItem keep(Writer writer) throws IOException {
        try (Incoming incoming = incoming()) {
            writer.writeTo(incoming.stream());
            return incoming.keep();
        }
    }

    /** A file that is about to be kept. */
    Incoming incoming() throws IOException {
        return new Incoming(folder.resolve(INCOMING).resolve(UUID.randomUUID().toString()));
    }

    /** A file that is being written; closed without having been kept, it leaves nothing. */
    final class Incoming implements Closeable {
        private final Path file;
        private final FileChannel channel;
        private final MessageDigest digest = Sha256.digest();
        private final OutputStream stream;

        private Incoming(Path file) throws IOException {
            this.file = file;
            this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            this.stream =
                    new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), digest), BUFFER);
        }

        OutputStream stream() {
            return stream;
        }

        /** Keeps what was written. When this returns, it survives a crash of the machine. */
        RawItem keep() throws IOException {
            stream.flush();
            channel.force(true);
            RawItem item = new RawItem(Sha256.written(digest.digest()), channel.size());
            Path place = place(item.sha256());
            if (!refreshed(place)) {
                Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            force(place.getParent());
            return item;
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(file);
        }
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return Files.newInputStream(place(sha256));
    }

    @Override
    public boolean holds(String sha256) {
        return Files.exists(place(sha256));
    }

    @Override
    public void probe() throws IOException {
        Path probe = folder.resolve(INCOMING).resolve("probe-" + UUID.randomUUID());
        Files.write(probe, new byte[] {1});
        Files.delete(probe);
    }

    /**
     * Deletes what nothing refers to and nothing has touched since the given moment. The file is set aside before it is
     * looked at again, so that one that is being kept anew at this very moment is either put back or written once more.
     *
     * @return how many were deleted
     */
    long sweep(Instant untouchedSince, References references) throws IOException {
        long deleted = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Iterator<Path> each = files.iterator(); each.hasNext(); ) {
                Path file = each.next();
                if (Files.isRegularFile(file) && olderThan(file, untouchedSince) && !referredTo(file, references)) {
                    deleted += setAsideAndDelete(file, untouchedSince) ? 1 : 0;
                }
            }
        }
        return deleted;
    }

    /** Tells whether an arrival or a feedback refers to a hash. */
    interface References {
        boolean contains(String sha256);
    }

    /** Whether the file is there already; if so it counts as touched now, which keeps the sweep away from it. */
    private boolean refreshed(Path place) throws IOException {
        try {
            Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean setAsideAndDelete(Path file, Instant untouchedSince) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + SWEPT);
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        if (olderThan(aside, untouchedSince)) {
            Files.delete(aside);
            return true;
        }
        try {
            Files.move(aside, file);
        } catch (FileAlreadyExistsException e) {
            Files.delete(aside);
        }
        return false;
    }

    private static boolean olderThan(Path file, Instant moment) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean referredTo(Path file, References references) {
        String name = file.getFileName().toString();
        return HASH.matcher(name).matches() && references.contains(name);
    }

    private Path place(String sha256) {
        if (!HASH.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a raw item is found by 64 lower-case hexadecimal digits");
        }
        return folder.resolve(sha256.substring(0, SHARD_NAME)).resolve(sha256);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
