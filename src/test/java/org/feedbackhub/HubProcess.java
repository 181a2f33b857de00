package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A hub in a process of its own, which can be killed and started again with what it has kept. */
final class HubProcess implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Pattern CONSOLE = Pattern.compile("Console +http://127\\.0\\.0\\.1:(\\d+)");

    private final Path home;
    private final HubUnderTest.Ports ports;
    private final List<String> settings;
    private final String ready;
    private Process process;
    private int started;

    /** One that is not started yet. @param further settings, as {@code --name=value} */
    HubProcess(HubUnderTest.Ports ports, String... further) throws IOException {
        this(ports, newHome(), ports::settings, "Feedback Hub is ready", further);
    }

    /** Another one that uses the parts of the one on these ports. */
    static HubProcess beside(HubUnderTest.Ports ports, String... further) throws IOException {
        return new HubProcess(ports, newHome(), ports::serverSettings, "Started FeedbackHub", further);
    }

    private HubProcess(
            HubUnderTest.Ports ports, Path home, Function<Path, List<String>> settings, String ready, String... further)
            throws IOException {
        this.ports = ports;
        this.home = home;
        this.ready = ready;
        this.settings = new ArrayList<>(settings.apply(home));
        this.settings.addAll(List.of(further));
        Files.createDirectories(home);
    }

    private static Path newHome() {
        return Path.of("target", "hubs", "process-" + UUID.randomUUID());
    }

    Path home() {
        return home;
    }

    /** Starts it and waits until it says that it is ready. */
    void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                // what is killed leaves its unpacked libraries behind
                "-Djava.io.tmpdir="
                        + Files.createDirectories(home.resolve("tmp")).toAbsolutePath(),
                "-jar",
                System.getProperty("hub.jar", "target/feedback-hub.jar")));
        command.addAll(settings);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                .start();
        await().atMost(LONG).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(log().toPath())).isTrue();
            return Files.readString(log().toPath())
                            .lines()
                            .filter(line -> line.contains(ready))
                            .count()
                    == started + 1;
        });
        started++;
    }

    /** Ends it at once, as a power cut does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** On which it listens since its last start. */
    int httpPort() throws IOException {
        Matcher matcher = CONSOLE.matcher(Files.readString(log().toPath()));
        int port = 0;
        while (matcher.find()) {
            port = Integer.parseInt(matcher.group(1));
        }
        return port;
    }

    /** The one number that a query of its database brings. */
    int one(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }

    /** To its database. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/hub", "hub", "");
    }

    /** How much memory it has of the machine, in MiB. */
    long residentMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private File log() {
        return home.resolve("hub.log").toFile();
    }
}
