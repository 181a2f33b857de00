package org.feedbackhub.command;

import java.io.PrintStream;
import java.util.List;
import org.feedbackhub.classification.ClassificationConfiguration;
import org.feedbackhub.council.CouncilConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * {@code learn FOLDER}: learns from the examples of the configuration and keeps what was learnt in the folder; nothing if it is there
 * already. The build puts it into the jar in this way.
 */
final class LearnCommand {

    private static final int WRONG_USE = 2;

    private LearnCommand() {}

    static int run(List<String> args, PrintStream err) {
        if (args.size() != 1) {
            err.println("Use: learn FOLDER");
            return WRONG_USE;
        }
        try (ConfigurableApplicationContext context = start("--hub.classification.folder=" + args.get(0))) {
            context.getBean("judges");
            return 0;
        }
    }

    private static ConfigurableApplicationContext start(String... settings) {
        return Commands.quiet(Beans.class)
                // of the classifier's parts only those that learn
                .lazyInitialization(true)
                .properties("logging.level.org.feedbackhub.classification=info")
                .run(settings);
    }

    @ImportAutoConfiguration(ValidationAutoConfiguration.class)
    @Import({CouncilConfiguration.class, ClassificationConfiguration.class})
    static class Beans {}
}
