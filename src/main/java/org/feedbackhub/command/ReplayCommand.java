package org.feedbackhub.command;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.casework.DeadLetterRequests;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.publishing.Republishing;
import org.feedbackhub.standalone.TrialDatabase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code replay dead-letters [--id=… | --all]} and {@code replay events --reference=… | --since=…}: asks through the database, and a
 * running hub does it. Starts no server.
 */
final class ReplayCommand {

    private static final String DEAD_LETTERS = "dead-letters";
    private static final String EVENTS = "events";
    private static final String ID = "--id=";
    private static final String ALL = "--all";
    private static final String REFERENCE = "--reference=";
    private static final String SINCE = "--since=";
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final String USE =
            """
            Use: replay dead-letters                    lists the case events that could not be used
                 replay dead-letters --id=… | --all     has a running hub take them once more
                 replay events --reference=WL-7NN1-CMXH
                 replay events --since=2026-11-22T00:00:00Z   has a running hub publish these events again""";

    private final JdbcClient jdbc;
    private final PrintStream out;

    private ReplayCommand(JdbcClient jdbc, PrintStream out) {
        this.jdbc = jdbc;
        this.out = out;
    }

    static int run(List<String> args, PrintStream out, PrintStream err) {
        List<String> own = args.stream().filter(arg -> !setting(arg)).toList();
        try {
            Optional<Task> task = task(own);
            if (task.isEmpty()) {
                err.println(USE);
                return WRONG_USE;
            }
            try (ConfigurableApplicationContext context = Commands.quiet(Beans.class)
                    .properties("logging.level.root=off")
                    .run(args.stream().filter(ReplayCommand::setting).toArray(String[]::new))) {
                task.get().run(new ReplayCommand(context.getBean(JdbcClient.class), out));
                return DONE;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            err.println("That is no reference, id or moment as the hub writes them.\n" + USE);
            return WRONG_USE;
        } catch (DataAccessException e) {
            err.println(
                    "The database cannot be reached, or no hub has been started on it yet. In the profile standalone it runs"
                            + " inside the hub, which must be running.");
            return FAILED;
        }
    }

    private static boolean setting(String arg) {
        return arg.startsWith("--") && arg.split("=", 2)[0].contains(".");
    }

    private static Optional<Task> task(List<String> args) {
        if (args.equals(List.of(DEAD_LETTERS))) {
            return Optional.of(ReplayCommand::list);
        }
        if (args.equals(List.of(DEAD_LETTERS, ALL))) {
            return Optional.of(command -> command.asked(new DeadLetterRequests(command.jdbc).all(by())));
        }
        if (args.size() != 2) {
            return Optional.empty();
        }
        String what = args.get(1);
        if (args.get(0).equals(DEAD_LETTERS) && what.startsWith(ID)) {
            UUID id = UUID.fromString(what.substring(ID.length()));
            return Optional.of(command -> command.asked(new DeadLetterRequests(command.jdbc).one(id, by())));
        }
        if (args.get(0).equals(EVENTS) && what.startsWith(REFERENCE)) {
            Reference reference = new Reference(what.substring(REFERENCE.length()));
            return Optional.of(command -> command.again(new Republishing(command.jdbc).of(reference)));
        }
        if (args.get(0).equals(EVENTS) && what.startsWith(SINCE)) {
            Instant since = Instant.parse(what.substring(SINCE.length()));
            return Optional.of(command -> command.again(new Republishing(command.jdbc).since(since)));
        }
        return Optional.empty();
    }

    /** What is asked for. */
    private interface Task {
        void run(ReplayCommand command);
    }

    private void list() {
        List<DeadLetterRequests.Waiting> waiting = new DeadLetterRequests(jdbc).waiting();
        waiting.forEach(one -> out.println(one.id() + "  " + one.topic() + " partition " + one.partition() + " offset "
                + one.offset() + "  " + one.cause()));
        out.println(waiting.size() + " wait");
    }

    private void asked(int letters) {
        out.println(letters + " will be replayed by a running hub; what waits on is listed by: replay dead-letters");
    }

    private void again(int events) {
        out.println(events + " events will be published again by a running hub");
    }

    private static String by() {
        return "command replay, " + System.getProperty("user.name");
    }

    /** A way to the database. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    static class Beans {
        @Bean
        @Profile("standalone")
        JdbcConnectionDetails trialDatabase(@Value("${hub.standalone.postgres.port}") int port) {
            return new TrialDatabase(port);
        }
    }
}
