package org.feedbackhub.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRawStoreTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-06-01T09:00:00Z");
    private FileRawStore store;

    @BeforeEach
    void open() throws IOException {
        InstantSource clock = () -> now;
        store = new FileRawStore(folder, clock);
    }

    private RawItem keep(String text) throws IOException {
        return store.keep(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void gives_back_what_it_keeps() throws IOException {
        RawItem item = keep("hello");

        assertThat(item).isEqualTo(new RawItem("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", 5));
        assertThat(store.open(item.sha256())).hasContent("hello");
        assertThat(store.holds(item.sha256())).isTrue();
        assertThat(store.holds("0".repeat(64))).isFalse();
    }

    @Test
    void keeps_equal_bytes_once() throws IOException {
        keep("hello");
        keep("hello");

        assertThat(files()).hasSize(1);
    }

    @Test
    void keeps_nothing_of_what_could_not_be_written_whole() {
        assertThatThrownBy(() -> store.keep(out -> {
                    out.write(1);
                    throw new IOException("the line went dead");
                }))
                .hasMessage("the line went dead");

        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void keeps_equal_bytes_that_come_at_the_same_moment() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<RawItem>> tasks = Stream.generate(() -> (Callable<RawItem>) () -> keep("together"))
                .limit(40)
                .toList();
        for (Future<RawItem> kept : threads.invokeAll(tasks)) {
            assertThat(store.holds(kept.get().sha256())).isTrue();
        }
        threads.shutdown();
        assertThat(files()).hasSize(1);
    }

    @Test
    void sweeps_what_nothing_refers_to_once_it_is_old() throws IOException {
        RawItem referred = keep("referred");
        RawItem forgotten = keep("forgotten");
        age();
        RawItem fresh = keep("fresh");

        long deleted = store.sweep(now.minus(DAY), referred.sha256()::equals);

        assertThat(deleted).isEqualTo(1);
        assertThat(store.holds(forgotten.sha256())).isFalse();
        assertThat(store.holds(referred.sha256())).isTrue();
        assertThat(store.holds(fresh.sha256())).isTrue();
    }

    @Test
    void does_not_sweep_what_has_just_been_kept_again() throws IOException {
        RawItem item = keep("again");
        age();
        keep("again");

        assertThat(store.sweep(now.minus(DAY), sha256 -> false)).isZero();
        assertThat(store.holds(item.sha256())).isTrue();
    }

    @Test
    void refuses_a_name_that_is_no_hash() {
        assertThatThrownBy(() -> store.open("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Two days pass: files carry the time of the disk's clock, so they are set back. */
    private void age() throws IOException {
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(now.minus(DAY.multipliedBy(2))));
        }
    }
}
