package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.feedbackhub.bench.Comparison;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Submission;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Milliseconds that understanding takes, against the sentence models alone on the same texts. */
@Tag("classification")
class ClassificationBench {

    private static final int[] WORDS = {50, 200, 500};
    private static final int TEXTS = Integer.getInteger("bench.texts", 200);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final double OVERHEAD_AT_MOST = 1.15;

    private final Councils councils = TestCouncils.read();
    private final Classifier classifier = TestClassifier.with(councils);

    @Test
    void a_message_takes_little_more_than_its_sentence_models() throws Exception {
        List<String> lines = new ArrayList<>();
        double worst = 0;
        SentenceReader sentences = new SentenceReader(cores());
        for (int words : WORDS) {
            List<String> texts = texts(words);
            for (int threads : new int[] {1, cores()}) {
                double first = 0;
                double both = 0;
                double all = 0;
                // alternately, so that what the machine does besides meets all three
                for (int round = 0; round <= ROUNDS; round++) {
                    double firstNow = millis(texts, threads, text -> sentences.first(sentences.pieces(text)));
                    double bothNow = millis(texts, threads, sentences::both);
                    double allNow = millis(texts, threads, this::classify);
                    if (round > 0) {
                        first += firstNow / ROUNDS;
                        both += bothNow / ROUNDS;
                        all += allNow / ROUNDS;
                    }
                }
                worst = Math.max(worst, all / both);
                lines.add(String.format(
                        Locale.ROOT,
                        "| %d words, threads: %d | %.1f | %.1f | %.1f | %.2f |",
                        words,
                        threads,
                        first,
                        both,
                        all,
                        all / both));
            }
        }
        Comparison.table("classification", "| ms a message | first model | both models | the hub | of both |", lines);
        if (ROUNDS > 1) {
            assertThat(worst).isLessThanOrEqualTo(OVERHEAD_AT_MOST);
        }
    }

    private void classify(String text) {
        classifier.classify(Submission.ofText(TestCouncils.WEST_LINDSEY, Channel.EMAIL, text));
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Held-back messages, one after the other until there are so many words. */
    private List<String> texts(int words) {
        String[] all = String.join(
                        " ",
                        HeldBackMessages.read(Path.of("config/classification/held-back/messages.yaml"), councils)
                                .stream()
                                .map(Measurement.Message::text)
                                .toList())
                .split("\\s+");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < words; j++) {
                text.append(all[(i * words + j) % all.length]).append(' ');
            }
            texts.add(text.toString());
        }
        return texts;
    }

    /** Of one thread, for one text. */
    private static double millis(List<String> texts, int threads, Consumer<String> reader) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            running.add(executor.submit(() -> {
                for (int i = next.getAndIncrement(); i < texts.size(); i = next.getAndIncrement()) {
                    reader.accept(texts.get(i));
                }
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        executor.shutdown();
        return (System.nanoTime() - start) / 1e6 / texts.size() * threads;
    }
}
