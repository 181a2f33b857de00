package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.feedbackhub.letter.Paper;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Broken and hostile files dropped among good letters: each ends with a reason or before a person, and takes no good one along. */
class BadLettersCorpus {

    private static final Duration LONG = Duration.ofMinutes(15);
    private static final int EVERY = 10;

    /** No further beans. */
    static class Nothing {}

    @Test
    void every_good_letter_is_recorded_and_every_bad_file_ends_with_a_reason() throws Exception {
        Path bad = CorpusReport.folder("../bad");
        List<Path> files;
        try (Stream<Path> all = Files.walk(bad)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        try (HubUnderTest hub = HubUnderTest.start(
                Nothing.class,
                "--hub.letters.look-every=200ms",
                "--hub.letters.stable-for=500ms",
                "--hub.classification.enabled=false",
                "--hub.letters.folder=target/reading")) {
            Path letters = hub.home().resolve("letters").resolve("west-lindsey");
            await().until(() -> Files.isDirectory(letters.resolve("in")));
            int good = 0;
            for (int i = 0; i < files.size(); i++) {
                // by number: many of them are called what litter is called
                drop(letters, "bad-%03d-%s".formatted(i, files.get(i).getFileName()), Files.readAllBytes(files.get(i)));
                if (i % EVERY == 0) {
                    good++;
                    drop(letters, "good-%03d.pdf".formatted(i), letter(i));
                }
            }
            long start = System.nanoTime();
            int all = files.size() + good;
            JdbcClient jdbc = hub.bean(JdbcClient.class);
            await().atMost(LONG).until(() -> count(letters, "done") + count(letters, "failed") >= all - indexes(files));

            Map<String, Long> outcomes = new TreeMap<>(jdbc
                    .sql("select outcome, count(*) as n from arrival where channel = 'letter' group by outcome")
                    .query((row, number) -> Map.entry(row.getString("outcome"), row.getLong("n")))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
            List<String> reasons = jdbc.sql(
                            "select reason || ' × ' || count(*) from arrival where outcome = 'quarantined' group by reason order by reason")
                    .query(String.class)
                    .list();
            System.out.printf(
                    "letters bad: %d files among %d good letters in %.0f s, outcomes %s, reasons %s%n",
                    files.size(), good, (System.nanoTime() - start) / 1e9, outcomes, reasons);
            try (Stream<Path> done = Files.walk(letters.resolve("done"))) {
                assertThat(done.filter(file -> file.getFileName().toString().startsWith("good-")))
                        .hasSize(good);
            }
            assertThat(jdbc.sql("select count(*) from feedback where state::text like '%verge by our gate%'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(good);
            assertThat(count(letters, "work")).isZero();
        }
    }

    /** What is called like a note of the post room waits for its letter. */
    private static int indexes(List<Path> files) {
        return (int) files.stream()
                .filter(file -> file.toString().matches("(?i).*\\.(json|xml)"))
                .count();
    }

    private static byte[] letter(int number) throws IOException {
        return Paper.pdf(Paper.typed(
                """
                %d Church Lane
                Market Rasen
                LN8 3EU

                Dear all,

                The grass on the verge by our gate is up to my knees,
                and I am six foot two. Could you send the man with the
                mower, please? The nice one.

                Best wishes,

                Colin Petch
                """
                        .formatted(number + 1)));
    }

    private static void drop(Path letters, String name, byte[] content) throws IOException {
        Path whole = Files.write(letters.resolve(name), content);
        Files.move(whole, letters.resolve("in").resolve(name));
    }

    /** Letters, without the reasons beside them. */
    private static long count(Path letters, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(letters.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".reason.txt"))
                    .count();
        }
    }
}
