package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How well what the person wrote is told from the rest, on real mails with what a person marked in them. */
class WrittenTextCorpus {

    private static final double BAR = 0.93;
    private static final double GOOD = 0.9;

    @Test
    void the_written_text_agrees_with_what_people_marked() throws IOException {
        Path folder = Corpus.folder("email_reply_trimmer");
        Map<String, Double> scores = new TreeMap<>();
        try (Stream<Path> mails = Files.list(folder.resolve("emails"))) {
            for (Path mail : mails.toList()) {
                String expected = Files.readString(folder.resolve("trimmed").resolve(mail.getFileName()));
                scores.put(mail.getFileName().toString(), f1(Mails.words().of(Files.readString(mail)), expected));
            }
        }
        double mean = scores.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        List<String> report = new ArrayList<>(List.of(
                "# What the person wrote",
                "",
                String.format(Locale.ROOT, "Mean F1 of %d mails: %.3f (bar %.2f)", scores.size(), mean, BAR),
                ""));
        scores.forEach((file, score) -> {
            if (score < GOOD) {
                report.add(String.format(Locale.ROOT, "- %s: %.3f", file, score));
            }
        });
        Corpus.report("written-text", report);

        assertThat(mean).isGreaterThanOrEqualTo(BAR);
    }

    /** Of words, each counted as often as it occurs. */
    private static double f1(String actual, String expected) {
        Map<String, Integer> wanted = counted(expected);
        Map<String, Integer> found = counted(actual);
        int common = wanted.entrySet().stream()
                .mapToInt(word -> Math.min(word.getValue(), found.getOrDefault(word.getKey(), 0)))
                .sum();
        int all = sum(wanted) + sum(found);
        return all == 0 ? 1 : 2.0 * common / all;
    }

    private static Map<String, Integer> counted(String text) {
        Map<String, Integer> words = new HashMap<>();
        for (String word : text.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                words.merge(word, 1, Integer::sum);
            }
        }
        return words;
    }

    private static int sum(Map<String, Integer> words) {
        return words.values().stream().mapToInt(Integer::intValue).sum();
    }
}
