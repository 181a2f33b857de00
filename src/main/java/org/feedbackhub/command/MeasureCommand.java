package org.feedbackhub.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.feedbackhub.classification.Classifier;
import org.feedbackhub.classification.HeldBackMessages;
import org.feedbackhub.classification.Measurement;
import org.feedbackhub.council.Councils;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code measure [--wrong] [FILE…]}: learns what is new in the examples and rules of the configuration, and prints how well the messages
 * of the files are understood; without a file, those of {@code config/classification/held-back}. Stores and sends nothing.
 */
final class MeasureCommand {

    private static final String WRONG = "--wrong";
    private static final int WRONG_USE = 2;

    private MeasureCommand() {}

    static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.stream().anyMatch(arg -> arg.startsWith("--") && !arg.equals(WRONG) && !arg.contains("."))) {
            err.println("Use: measure [--wrong] [FILE…]\n"
                    + "--wrong lists the messages that were taken for something else.");
            return WRONG_USE;
        }
        String[] settings = args.stream()
                .filter(arg -> arg.startsWith("--") && arg.contains("."))
                .toArray(String[]::new);
        try (ConfigurableApplicationContext context =
                Commands.quiet(UnderstandCommand.Beans.class).run(settings)) {
            Councils councils = context.getBean(Councils.class);
            Classifier classifier = context.getBean(Classifier.class);
            List<Path> files = files(args, context);
            for (Path file : files) {
                Measurement measurement = Measurement.of(
                        file.getFileName().toString(), HeldBackMessages.read(file, councils), classifier);
                out.println(measurement.markdown());
                if (args.contains(WRONG)) {
                    measurement.wrong().forEach(out::println);
                }
            }
            return 0;
        }
    }

    private static List<Path> files(List<String> args, ConfigurableApplicationContext context) {
        List<Path> named =
                args.stream().filter(arg -> !arg.startsWith("--")).map(Path::of).toList();
        return named.isEmpty()
                ? List.of(Path.of(context.getEnvironment().getRequiredProperty("hub.config"))
                        .resolve("classification/held-back/messages.yaml"))
                : named;
    }
}
