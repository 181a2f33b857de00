package org.feedbackhub.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.feedbackhub.council.CouncilConfiguration;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.notification.TemplateConfiguration;
import org.feedbackhub.notification.TemplateRehearsal;
import org.feedbackhub.print.UnprintableLetter;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * {@code preview [--council=…] [--template=…] [--language=…] [--html | --letter=FILE.pdf [--large-print]]}: prints what a template
 * says with sample data, or the names of all, or writes it as a letter. Sends nothing.
 */
final class PreviewCommand {

    private static final String COUNCIL = "--council=";
    private static final String TEMPLATE = "--template=";
    private static final String LANGUAGE = "--language=";
    private static final String HTML = "--html";
    private static final String LETTER = "--letter=";
    private static final String LARGE_PRINT = "--large-print";
    private static final String ENGLISH = "en";
    private static final int WRONG_USE = 2;

    private PreviewCommand() {}

    static int run(List<String> args, PrintStream out, PrintStream err) {
        Optional<String> unknown =
                args.stream().filter(Predicate.not(PreviewCommand::known)).findFirst();
        if (unknown.isPresent()) {
            err.println("There is no option " + unknown.get()
                    + ".\nUse: preview [--council=west-lindsey] [--template=survey] [--language=en] [--html]"
                    + " [--letter=FILE.pdf [--large-print]]\n"
                    + "Without --council it is the one of the setting hub.default-council; without --template it lists"
                    + " the names of all.");
            return WRONG_USE;
        }
        String[] settings = args.stream().filter(PreviewCommand::setting).toArray(String[]::new);
        try (ConfigurableApplicationContext context =
                Commands.quiet(Beans.class).run(settings)) {
            return print(args, context, out, err);
        }
    }

    private static boolean known(String arg) {
        return arg.startsWith(COUNCIL)
                || arg.startsWith(TEMPLATE)
                || arg.startsWith(LANGUAGE)
                || arg.equals(HTML)
                || arg.startsWith(LETTER)
                || arg.equals(LARGE_PRINT)
                || setting(arg);
    }

    private static boolean setting(String arg) {
        return arg.startsWith("--")
                && arg.substring(0, (arg + "=").indexOf('=')).contains(".");
    }

    private static int print(
            List<String> args, ConfigurableApplicationContext context, PrintStream out, PrintStream err) {
        Councils councils = context.getBean(Councils.class);
        TemplateRehearsal templates = context.getBean(TemplateRehearsal.class);
        String name = value(args, COUNCIL)
                .orElseGet(() -> context.getEnvironment().getRequiredProperty("hub.default-council"));
        Optional<CouncilProfile> council = councils.all().stream()
                .filter(one -> one.id().value().equals(name))
                .findFirst();
        if (council.isEmpty()) {
            return wrong(
                    err,
                    "council",
                    councils.all().stream().map(CouncilProfile::id).toList());
        }
        Optional<String> template = value(args, TEMPLATE);
        if (template.isEmpty()) {
            templates.names().forEach(out::println);
            return 0;
        }
        if (!templates.names().contains(template.get())) {
            return wrong(err, "template", templates.names());
        }
        String language = value(args, LANGUAGE).orElse(ENGLISH);
        if (!templates.languages(council.get(), template.get()).contains(language)) {
            return wrong(err, "language of it", templates.languages(council.get(), template.get()));
        }
        Optional<String> letter = value(args, LETTER);
        if (letter.isPresent()) {
            return write(
                    Path.of(letter.get()),
                    out,
                    err,
                    () -> templates.letter(council.get(), template.get(), language, args.contains(LARGE_PRINT)));
        }
        TemplateRehearsal.Preview mail = templates.preview(council.get(), template.get(), language);
        out.print(args.contains(HTML) ? mail.html() : "Subject: " + mail.subject() + "\n\n" + mail.text());
        return 0;
    }

    private static int write(Path file, PrintStream out, PrintStream err, Letter letter) {
        try {
            Files.write(file, letter.pdf());
        } catch (UnprintableLetter e) {
            err.println("It cannot be written as a letter: " + e.getMessage());
            return WRONG_USE;
        } catch (IOException e) {
            err.println("The file cannot be written: " + file);
            return WRONG_USE;
        }
        out.println("Written to " + file);
        return 0;
    }

    /** A letter to be laid out. */
    private interface Letter {
        byte[] pdf() throws UnprintableLetter;
    }

    private static int wrong(PrintStream err, String what, Iterable<?> known) {
        err.println("No such " + what + ". Known are: " + known);
        return WRONG_USE;
    }

    private static Optional<String> value(List<String> args, String option) {
        return args.stream()
                .filter(arg -> arg.startsWith(option))
                .findFirst()
                .map(arg -> arg.substring(option.length()));
    }

    /** What reads the councils and their templates. */
    @ImportAutoConfiguration(ValidationAutoConfiguration.class)
    @Import({CouncilConfiguration.class, TemplateConfiguration.class})
    static class Beans {}
}
