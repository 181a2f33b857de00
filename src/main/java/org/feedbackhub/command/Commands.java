package org.feedbackhub.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.feedbackhub.council.InvalidConfiguration;

/** Tells a command from the start of the hub. */
public final class Commands {

    /** What {@link #run} returns when the arguments name no command. */
    public static final int NO_COMMAND = -1;

    private static final int WRONG_USE = 2;

    private Commands() {}

    /** @return the exit status, or {@link #NO_COMMAND} if the hub is to be started */
    public static int run(String[] args) {
        if (!configured(args)) {
            System.err.println("Start the hub in the folder that holds config/ and routes/, or name them with"
                    + " --spring.config.additional-location=…, --hub.config=… and --hub.routes=…");
            return WRONG_USE;
        }
        if (args.length == 0 || args[0].startsWith("-")) {
            return NO_COMMAND;
        }
        List<String> rest = Arrays.asList(args).subList(1, args.length);
        if (args[0].equals("understand")) {
            return understand(rest);
        }
        if (args[0].equals("replay")) {
            return ReplayCommand.run(rest, System.out, System.err);
        }
        System.err.println(
                "There is no command '" + args[0] + "'. Commands: understand, replay. Without one, the hub starts.");
        return WRONG_USE;
    }

    private static int understand(List<String> args) {
        try {
            return UnderstandCommand.run(args, System.in, System.out, System.err);
        } catch (InvalidConfiguration e) {
            System.err.println(e.getMessage());
            return WRONG_USE;
        }
    }

    private static boolean configured(String[] args) {
        return Files.exists(Path.of("config", "application.yaml"))
                || System.getenv("SPRING_CONFIG_ADDITIONAL_LOCATION") != null
                || System.getProperty("spring.config.additional-location") != null
                || Arrays.stream(args).anyMatch(arg -> arg.startsWith("--spring.config."));
    }
}
