package org.feedbackhub.standalone;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL of its own, whose data stays between starts and survives the loss of power. */
final class EmbeddedDatabase implements JdbcConnectionDetails, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String NAME = TrialDatabase.NAME;
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    EmbeddedDatabase(HubHome home, int port) throws IOException {
        Path folder = home.resolve("postgres");
        Path data = folder.resolve("data");
        Path complete = folder.resolve("complete");
        stopLeftOver(data.resolve("postmaster.pid"));
        if (!Files.exists(complete)) {
            // a first start that was cut short has left nothing of value, and would not start again
            FileSystemUtils.deleteRecursively(data);
        }
        Files.createDirectories(folder);
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setPGStartupWait(START)
                .start();
        createDatabase();
        Files.writeString(complete, "");
    }

    @Override
    public String getJdbcUrl() {
        return new TrialDatabase(postgres.getPort()).getJdbcUrl();
    }

    @Override
    public String getUsername() {
        return NAME;
    }

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public void destroy() throws IOException {
        postgres.close();
    }

    private void createDatabase() throws IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_roles where rolname = '" + NAME + "'")) {
                statement.execute("create role " + NAME + " login");
            }
            if (!exists(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        } catch (SQLException e) {
            throw new IOException("the database " + NAME + " could not be created", e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next();
        }
    }

    /** When the hub was killed, its PostgreSQL lives on; it is stopped here, which loses nothing, and started anew. */
    private static void stopLeftOver(Path pidFile) throws IOException {
        Optional<ProcessHandle> leftOver = Files.exists(pidFile) ? postmaster(pidFile) : Optional.empty();
        if (leftOver.isEmpty()) {
            return;
        }
        LOG.info("event=postgres-left-over pid={}", leftOver.get().pid());
        leftOver.get().destroy();
        try {
            leftOver.get().onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            leftOver.get().children().forEach(ProcessHandle::destroyForcibly);
            leftOver.get().destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IOException("the PostgreSQL that an earlier hub left could not be stopped", e);
        }
    }

    /** The process of the pid file, if it is still that PostgreSQL and not another that was given its number. */
    private static Optional<ProcessHandle> postmaster(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d+")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().command().orElse("").contains("postgres"));
    }
}
