package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.feedbackhub.letter.Paper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Letters that are dropped while the hub is killed again and again. */
@Tag("crash")
class LetterCrashIT {

    private static final int LETTERS = Integer.getInteger("crash.letters", 500);
    private static final int SLOW = 5;
    private static final int KILLS = 3;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Random random = new Random();
    private HubProcess hub;
    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        hub = new HubProcess(
                HubUnderTest.Ports.free(),
                "--hub.letters.look-every=200ms",
                "--hub.letters.stable-for=1s",
                "--hub.letters.retry-after=1s",
                "--hub.classification.enabled=false",
                "--hub.letters.folder=" + Path.of("target", "reading").toAbsolutePath());
        folder = hub.home().resolve("letters").resolve("west-lindsey");
        Files.createDirectories(folder.resolve("in"));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void each_letter_is_recorded_once_none_left_behind_and_none_taken_half_copied() throws Exception {
        for (int i = 0; i < LETTERS; i++) {
            Path whole = Files.write(folder.resolve("letter-" + i + ".pdf"), letter(i));
            Files.move(whole, folder.resolve("in").resolve("letter-" + i + ".pdf"));
        }
        ExecutorService scanners = Executors.newFixedThreadPool(SLOW);
        try {
            Future<?>[] slow = new Future<?>[SLOW];
            for (int i = 0; i < SLOW; i++) {
                int number = LETTERS + i;
                slow[i] = scanners.submit(() -> copySlowly(number));
            }
            hub.start();
            for (int kill = 0; kill < KILLS; kill++) {
                int some = recorded() + 1 + random.nextInt(LETTERS / (KILLS + 1));
                await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> recorded() >= some);
                hub.kill();
                hub.start();
            }
            for (Future<?> one : slow) {
                one.get();
            }
        } finally {
            scanners.shutdownNow();
        }

        int all = LETTERS + SLOW;
        await().atMost(LONG).until(() -> files("done") == all);
        assertThat(files("in") + files("work") + files("failed")).isZero();
        assertThat(hub.one("select count(*) from arrival where channel = 'letter'"))
                .isEqualTo(all);
        assertThat(hub.one("select count(*) from arrival where outcome = 'recorded'"))
                .isEqualTo(all);
        assertThat(hub.one("select count(*) from feedback")).isEqualTo(all);
        assertThat(hub.one("select count(distinct sha256) from arrival")).isEqualTo(all);
    }

    private static byte[] letter(int number) throws IOException {
        return Paper.written(
                """
                %d Mill Lane
                Market Rasen
                LN8 3EU

                Dear Sir or Madam,

                This is letter number %d about the same grass verge, which nobody has cut
                since the end of June although it was promised to us for July and again
                for September. It is now so tall that children cannot be seen behind it.

                Yours faithfully,

                Resident of Mill Lane
                """
                        .formatted(number, number));
    }

    private Void copySlowly(int number) throws IOException {
        byte[] letter = letter(number);
        Path file = folder.resolve("in").resolve("slow-" + number + ".pdf");
        int parts = 20;
        for (int i = 0; i < parts; i++) {
            byte[] part = Arrays.copyOfRange(letter, letter.length * i / parts, letter.length * (i + 1) / parts);
            Files.write(file, part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            await().pollDelay(Duration.ofMillis(400)).until(() -> true);
        }
        return null;
    }

    private int recorded() {
        try {
            return hub.one("select count(*) from arrival");
        } catch (SQLException e) {
            return 0;
        }
    }

    private int files(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return (int) files.filter(Files::isRegularFile).count();
        }
    }
}
