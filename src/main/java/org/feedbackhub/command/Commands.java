package org.feedbackhub.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import org.feedbackhub.council.InvalidConfiguration;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

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
        return switch (args[0]) {
            case "understand" -> configured(() -> UnderstandCommand.run(rest, System.in, System.out, System.err));
            case "preview" -> configured(() -> PreviewCommand.run(rest, utf8(), System.err));
            case "measure" -> configured(() -> MeasureCommand.run(rest, utf8(), System.err));
            case "learn" -> configured(() -> LearnCommand.run(rest, System.err));
            case "separator-sheet" -> SeparatorSheetCommand.run(rest, System.err);
            case "replay" -> ReplayCommand.run(rest, System.out, System.err);
            default -> {
                System.err.println(
                        "There is no command '" + args[0]
                                + "'. Commands: understand, preview, measure, learn, replay, separator-sheet. Without one, the hub starts.");
                yield WRONG_USE;
            }
        };
    }

    /** What a command needs of the hub: no web server, and no word but the command's own. @param beans that it consists of */
    static SpringApplicationBuilder quiet(Class<?> beans) {
        return new SpringApplicationBuilder(beans)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .bannerMode(Banner.Mode.OFF)
                .properties("logging.level.root=error");
    }

    /** Templates speak in many scripts, whatever the terminal's locale is. */
    private static PrintStream utf8() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    private static int configured(IntSupplier command) {
        try {
            return command.getAsInt();
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
