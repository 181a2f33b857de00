package org.feedbackhub.classification;

import dev.langchain4j.model.chat.ChatModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Submission;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a larger language model. Whatever it answers but the name of one kind counts as no answer, and so does a failure, after which
 * it is left alone for a while: no message waits for it longer than once, and none longer than it was given.
 */
final class ChatModelOpinion implements SecondOpinion, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChatModelOpinion.class);

    /** Where the message stands in the question. */
    private static final String MESSAGE = "{message}";

    /** A longer message is asked about by nobody: no part of it may decide for the whole. */
    private static final int MOST_CHARACTERS = 6_000;

    /** After which a thread that asks nobody ends. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final ChatModel model;
    private final String question;
    private final Set<String> agreedBy;
    private final Duration within;
    private final Duration pause;
    private final InstantSource clock;
    private final MeterRegistry registry;
    private final ExecutorService asking;
    private volatile Instant again = Instant.MIN;

    /** @param question with {@code {message}} where the message is to stand */
    ChatModelOpinion(SecondOpinionSettings settings, String question, InstantSource clock, MeterRegistry registry) {
        this.model = settings.chatModel();
        this.question = question;
        this.agreedBy = Set.copyOf(settings.agreedBy());
        this.within = settings.within();
        this.pause = settings.pauseAfterFailure();
        this.clock = clock;
        this.registry = registry;
        // what finds no free thread is refused, and waits for none
        this.asking = new ThreadPoolExecutor(
                0, settings.atOnce(), IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "second-opinion");
                    thread.setDaemon(true);
                    return thread;
                });
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
        if (!agreedBy.contains(submission.council().value())) {
            return Optional.empty();
        }
        String words = ContactDetails.masked(submission.ownWords(), submission.contact());
        if (words.length() > MOST_CHARACTERS || clock.instant().isBefore(again)) {
            return notAsked();
        }
        try {
            return answered(asking.submit(() -> model.chat(question.replace(MESSAGE, words))));
        } catch (RejectedExecutionException e) {
            return notAsked();
        }
    }

    private Optional<Kind> notAsked() {
        count("not-asked");
        return Optional.empty();
    }

    private Optional<Kind> answered(Future<@Nullable String> answer) {
        try {
            Optional<Kind> kind = kind(answer.get(within.toMillis(), TimeUnit.MILLISECONDS));
            count(kind.isPresent() ? "answered" : "not-understood");
            return kind;
        } catch (ExecutionException e) {
            // the message of the fault may quote what was asked
            return failed(e.getCause().getClass().getSimpleName());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return failed("Timeout");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return failed("Interrupted");
        }
    }

    private Optional<Kind> failed(String cause) {
        again = clock.instant().plus(pause);
        LOG.warn("event=second-opinion-failed cause={} again={}", cause, again);
        count("failed");
        return Optional.empty();
    }

    private static Optional<Kind> kind(@Nullable String answer) {
        return answer == null
                ? Optional.empty()
                : Kind.of(answer.toLowerCase(Locale.ROOT).replaceAll("^[^a-z]+|[^a-z]+$", ""));
    }

    private void count(String result) {
        registry.counter("hub.second.opinions", "result", result).increment();
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
