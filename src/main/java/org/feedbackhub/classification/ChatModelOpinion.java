package org.feedbackhub.classification;

import dev.langchain4j.model.chat.ChatModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Submission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a larger language model. Whatever it answers but the name of one kind counts as no answer, and so does a failure, after which
 * it is left alone for a while: no message waits for it longer than once.
 */
final class ChatModelOpinion implements SecondOpinion {

    private static final Logger LOG = LoggerFactory.getLogger(ChatModelOpinion.class);

    /** Where the message stands in the question. */
    private static final String MESSAGE = "{message}";

    /** Of a message; what makes it one kind or another stands in as many, and more costs more. */
    private static final int MOST_CHARACTERS = 6_000;

    private final ChatModel model;
    private final String question;
    private final Semaphore free;
    private final Duration pause;
    private final InstantSource clock;
    private final MeterRegistry registry;
    private volatile Instant again = Instant.MIN;

    /**
     * @param question with {@code {message}} where the message is to stand
     * @param pause for how long it is not asked after a failure
     */
    ChatModelOpinion(
            ChatModel model, String question, int atOnce, Duration pause, InstantSource clock, MeterRegistry registry) {
        this.model = model;
        this.question = question;
        this.free = new Semaphore(atOnce);
        this.pause = pause;
        this.clock = clock;
        this.registry = registry;
    }

    /** Reads the question. @throws InvalidConfiguration if the file has no place for the message */
    static String question(Path file) {
        try {
            String question = Files.readString(file);
            if (!question.contains(MESSAGE)) {
                throw new InvalidConfiguration(file, "", "expected " + MESSAGE + " where the message is to stand");
            }
            return question;
        } catch (IOException e) {
            throw new InvalidConfiguration(file, "", "expected the question to a larger model", e);
        }
    }

    @Override
    public Optional<Kind> of(Submission submission) {
        if (clock.instant().isBefore(again) || !free.tryAcquire()) {
            count("not-asked");
            return Optional.empty();
        }
        try {
            Optional<Kind> kind = kind(model.chat(question.replace(MESSAGE, withoutContact(submission))));
            count(kind.isPresent() ? "answered" : "not-understood");
            return kind;
        } catch (RuntimeException e) {
            again = clock.instant().plus(pause);
            // the message of the fault may quote what was asked
            LOG.warn(
                    "event=second-opinion-failed cause={} again={}",
                    e.getClass().getSimpleName(),
                    again);
            count("failed");
            return Optional.empty();
        } finally {
            free.release();
        }
    }

    private static String withoutContact(Submission submission) {
        String words = submission.ownWords();
        String masked = ContactDetails.masked(words, submission.contact());
        return masked.length() <= MOST_CHARACTERS ? masked : masked.substring(0, MOST_CHARACTERS);
    }

    private static Optional<Kind> kind(String answer) {
        List<String> words = Arrays.asList(answer.toLowerCase(Locale.ROOT).split("[^a-z-]+"));
        List<Kind> named = Arrays.stream(Kind.values())
                .filter(kind -> words.contains(kind.id()))
                .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    private void count(String result) {
        registry.counter("hub.second.opinions", "result", result).increment();
    }
}
