package org.feedbackhub.mailserver;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What real mail servers need to be started by a test: a folder, a command. */
final class Servers {

    private Servers() {}

    /** A folder that the servers' own users can get into: under {@code target}, or beside it where they cannot. */
    static Path folder(String name) {
        try {
            Path own = Path.of("target", "mailservers", name + "-" + UUID.randomUUID())
                    .toAbsolutePath();
            boolean open = Stream.iterate(own.getParent().getParent(), path -> path != null, Path::getParent)
                    .filter(Files::exists)
                    .allMatch(Servers::othersMayPass);
            Path folder = open ? own : Files.createTempDirectory(name);
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean installed(String... programs) {
        return Stream.of(programs).allMatch(program -> Files.isExecutable(Path.of(program)));
    }

    /** A folder for sockets: outside {@code target}, since the name of a Unix socket may have 107 bytes only. */
    static Path socketFolder() {
        try {
            Path folder = Files.createTempDirectory("fh");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder with all that is in it. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until something accepts connections there.
     *
     * @throws IllegalStateException with what the server said, when it has ended
     */
    static void awaitPort(int port, Path log, BooleanSupplier alive) {
        await("port " + port + ", see " + log).atMost(Duration.ofSeconds(20)).until(() -> {
            if (!alive.getAsBoolean()) {
                throw new IllegalStateException("ended: " + Files.readString(log));
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    static void run(Path log, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(List.of(command) + " failed: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean othersMayPass(Path path) {
        try {
            return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException e) {
            return false;
        }
    }
}
