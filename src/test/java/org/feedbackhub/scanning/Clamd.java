package org.feedbackhub.scanning;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** ClamAV's own daemon on a port of the loopback address, with one signature: that of the EICAR test file. */
public final class Clamd {

    /** In two halves, so that no scanner takes this source for the test file itself. */
    public static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    /** Its {@code StreamMaxLength} in bytes. */
    public static final int LARGEST_FILE = 1024 * 1024;

    private final Path folder;
    private final int port;
    private @Nullable Process process;

    /** @param port that is free */
    public Clamd(int port) throws IOException {
        this.port = port;
        this.folder = Files.createDirectories(
                Path.of("target", "clamd", UUID.randomUUID().toString()).toAbsolutePath());
        Path signatures = Files.createDirectories(folder.resolve("signatures"));
        Files.writeString(
                signatures.resolve("test.ndb"),
                "Hub.Test:0:*:" + HexFormat.of().formatHex(EICAR.getBytes(StandardCharsets.US_ASCII)) + "\n");
        Files.write(
                folder.resolve("clamd.conf"),
                List.of(
                        "DatabaseDirectory " + signatures,
                        "TemporaryDirectory " + folder,
                        "TCPAddr 127.0.0.1",
                        "TCPSocket " + port,
                        "Foreground yes",
                        "StreamMaxLength " + LARGEST_FILE,
                        "AlertExceedsMax yes"));
    }

    /** Whether it is installed. */
    public static boolean installed() {
        return binary().isPresent();
    }

    private static Optional<Path> binary() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(":"))
                .map(place -> Path.of(place, "clamd"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it, unless it runs, and waits until it answers. */
    public void start() throws IOException {
        if (process == null) {
            process = new ProcessBuilder(
                            binary().orElseThrow().toString(),
                            "--config-file",
                            folder.resolve("clamd.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("clamd.log").toFile())
                    .start();
            ClamDaemon daemon = new ClamDaemon("127.0.0.1", port, Duration.ofSeconds(10));
            await().atMost(Duration.ofSeconds(30)).until(daemon::answers);
        }
    }

    /** Ends it, if it runs. */
    public void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            process = null;
        }
    }
}
