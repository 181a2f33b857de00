package org.feedbackhub.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.attachment.AttachmentConfiguration;
import org.feedbackhub.classification.ClassificationConfiguration;
import org.feedbackhub.classification.Classifier;
import org.feedbackhub.council.CouncilConfiguration;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.PromisedDates;
import org.feedbackhub.email.EmailConfiguration;
import org.feedbackhub.email.MailLimits;
import org.feedbackhub.email.MailReader;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.letter.LetterReader;
import org.feedbackhub.letter.LetterReadingConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@code understand [--council=…] [--trusted-sender] FILE|FOLDER|-…}: one line of JSON for each mail, letter, text or line of JSON,
 * saying what the hub would make of it. Stores and sends nothing.
 */
final class UnderstandCommand {

    private static final String COUNCIL = "--council=";
    private static final String TRUSTED = "--trusted-sender";
    private static final String STANDARD_INPUT = "-";
    private static final int WRONG_USE = 2;

    private final Understanding understanding;
    private final CouncilProfile council;
    private final boolean trustedSender;
    private final MailLimits limits;
    private final ObjectMapper json;
    private final PrintStream out;

    private UnderstandCommand(
            ConfigurableApplicationContext context, CouncilProfile council, boolean trustedSender, PrintStream out) {
        this.json = context.getBean(ObjectMapper.class);
        this.understanding = new Understanding(
                context.getBean(MailReader.class),
                context.getBean(LetterReader.class),
                context.getBean(Classifier.class),
                context.getBean(PromisedDates.class),
                json,
                context.getBean(InstantSource.class));
        this.limits = context.getBean(MailLimits.class);
        this.council = council;
        this.trustedSender = trustedSender;
        this.out = out;
    }

    static int run(List<String> args, InputStream in, PrintStream out, PrintStream err) {
        List<String> inputs = args.stream()
                .filter(arg -> arg.equals(STANDARD_INPUT) || !arg.startsWith("-"))
                .toList();
        Optional<String> unknown = args.stream()
                .filter(arg -> arg.startsWith("--"))
                .filter(arg -> !arg.startsWith(COUNCIL) && !arg.equals(TRUSTED) && !arg.contains("."))
                .findFirst();
        if (inputs.isEmpty() || unknown.isPresent()) {
            err.println(unknown.map(option -> "There is no option " + option + ".\n")
                            .orElse("") + "Use: understand [--council=west-lindsey] [--trusted-sender] FILE|FOLDER|-…\n"
                    + "Without --council it is the one of the setting hub.default-council.");
            return WRONG_USE;
        }
        String[] settings = args.stream()
                .filter(arg -> arg.startsWith("--") && arg.contains("."))
                .toArray(String[]::new);
        try (ConfigurableApplicationContext context =
                Commands.quiet(Beans.class).run(settings)) {
            Councils councils = context.getBean(Councils.class);
            String name = args.stream()
                    .filter(arg -> arg.startsWith(COUNCIL))
                    .findFirst()
                    .map(arg -> arg.substring(COUNCIL.length()))
                    .orElseGet(() -> context.getEnvironment().getRequiredProperty("hub.default-council"));
            Optional<CouncilProfile> council = councils.all().stream()
                    .filter(known -> known.id().value().equals(name))
                    .findFirst();
            if (council.isEmpty()) {
                err.println("No such council. Known are: "
                        + councils.all().stream()
                                .map(CouncilProfile::id)
                                .map(CouncilId::value)
                                .toList());
                return WRONG_USE;
            }
            return new UnderstandCommand(context, council.get(), args.contains(TRUSTED), out).all(inputs, in, err);
        }
    }

    private int all(List<String> inputs, InputStream in, PrintStream err) {
        int exit = 0;
        for (String input : inputs) {
            try {
                if (input.equals(STANDARD_INPUT)) {
                    content(STANDARD_INPUT, in.readAllBytes());
                } else {
                    files(Path.of(input));
                }
            } catch (IOException e) {
                err.println(input + ": cannot be read");
                exit = 1;
            }
        }
        return exit;
    }

    private void files(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Iterator<Path> each =
                            files.filter(Files::isRegularFile).sorted().iterator();
                    each.hasNext(); ) {
                file(each.next());
            }
        }
    }

    private void file(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(64 * 1024);
        }
        if (InputKind.of(start) == InputKind.JSON_LINES) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                jsonLines(file.toString(), lines);
            }
        } else if (InputKind.of(start) == InputKind.LETTER) {
            timed(file.toString(), () -> understanding.letter(council, file));
        } else if (Files.size(file) > limits.size().toBytes()) {
            print(
                    file.toString(),
                    0,
                    understanding.unreadable("larger than " + limits.size().toMegabytes() + " MB"));
        } else {
            content(file.toString(), Files.readAllBytes(file));
        }
    }

    private void content(String name, byte[] bytes) throws IOException {
        InputKind kind = InputKind.of(bytes);
        if (kind == InputKind.JSON_LINES) {
            jsonLines(
                    name,
                    new BufferedReader(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)));
            return;
        }
        if (kind == InputKind.MAIL) {
            mails(name, Mbox.mails(bytes));
            return;
        }
        if (kind == InputKind.LETTER) {
            Path copy = Files.createTempFile("letter-", "");
            try {
                Files.write(copy, bytes);
                timed(name, () -> understanding.letter(council, copy));
            } finally {
                Files.delete(copy);
            }
            return;
        }
        timed(
                name,
                () -> kind == InputKind.PLAIN_TEXT
                        ? understanding.text(council, InputKind.text(bytes))
                        : understanding.unreadable("is neither a mail, nor a letter, nor text"));
    }

    /** One line each; where a file holds several, with their number in it. */
    private void mails(String name, List<byte[]> mails) {
        for (int i = 0; i < mails.size(); i++) {
            byte[] mail = mails.get(i);
            int number = i + 1;
            timed(name, () -> {
                ObjectNode understood = understanding.mail(council, mail, trustedSender);
                return mails.size() == 1 ? understood : understood.put("message", number);
            });
        }
    }

    private void jsonLines(String name, BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                String one = line;
                timed(name, () -> jsonLine(one));
            }
        }
    }

    private ObjectNode jsonLine(String line) {
        try {
            JsonNode input = json.readTree(line);
            if (!input.path("text").isTextual()) {
                return understanding.unreadable("has no field 'text'");
            }
            ObjectNode others = ((ObjectNode) input).deepCopy();
            others.remove("text");
            ObjectNode understood =
                    understanding.text(council, input.path("text").asText());
            understood.set("input", others);
            return understood;
        } catch (JsonProcessingException e) {
            return understanding.unreadable("is not a line of JSON");
        }
    }

    /** Whatever one input breaks, the others go on. */
    private void timed(String name, Reading reading) {
        long start = System.nanoTime();
        ObjectNode understood;
        try {
            understood = reading.read();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            understood = understanding.unreadable("failed with " + e.getClass().getSimpleName());
        }
        print(name, (System.nanoTime() - start) / 1e6, understood);
    }

    private void print(String name, double millis, ObjectNode understood) {
        understood.put("file", name);
        understood.put("millis", Math.round(millis * 10) / 10.0);
        out.println(understood);
    }

    /** Something that is understood. */
    private interface Reading {
        ObjectNode read();
    }

    /** The beans of the routes, and a raw store that forgets. */
    @ImportAutoConfiguration({JacksonAutoConfiguration.class, ValidationAutoConfiguration.class})
    @Import({
        CouncilConfiguration.class,
        EmailConfiguration.class,
        AttachmentConfiguration.class,
        LetterReadingConfiguration.class,
        ClassificationConfiguration.class
    })
    static class Beans {
        @Bean
        RawStore rawStore() {
            return new SoonForgotten();
        }
    }
}
