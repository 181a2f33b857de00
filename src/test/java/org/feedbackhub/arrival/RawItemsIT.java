package org.feedbackhub.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.feedbackhub.HubUnderTest;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.CouncilId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is small stands beside the ledger as soon as its arrival does and no sooner; what is large is a file. */
class RawItemsIT {

    private static final int LARGEST_HELD = 1000;
    private static final Duration DAY = Duration.ofDays(1);

    private static HubUnderTest hub;

    @TempDir
    Path folder;

    private final Instant now = Instant.now();
    private LedgerRawStore store;
    private ArrivalLedger ledger;
    private TransactionTemplate transaction;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() {
        hub = HubUnderTest.start(Nothing.class);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void open() throws IOException {
        change("delete from arrival");
        change("delete from raw_item");
        store = new LedgerRawStore(
                new FileRawStore(folder, InstantSource.system()), hub.bean(RawItemTable.class), LARGEST_HELD);
        ledger = hub.bean(ArrivalLedger.class);
        transaction = new TransactionTemplate(hub.bean(PlatformTransactionManager.class));
    }

    @Test
    void what_is_small_is_kept_with_its_arrival() throws IOException {
        RawItem item = hold("a small one");

        assertThat(store.holds(item.sha256())).isFalse();
        assertThat(store.open(item)).hasContent("a small one");
        assertThatThrownBy(() -> store.open(item.sha256())).isInstanceOf(FileNotFoundException.class);

        enter(item);

        assertThat(store.holds(item.sha256())).isTrue();
        assertThat(store.open(item.sha256())).hasContent("a small one");
        assertThat(files()).isEmpty();
    }

    @Test
    void nothing_is_kept_of_an_arrival_that_is_not_recorded() throws IOException {
        RawItem item = hold("rolled back");

        transaction.executeWithoutResult(status -> {
            ledger.enter(List.of(entry(item)));
            status.setRollbackOnly();
        });

        assertThat(store.holds(item.sha256())).isFalse();
    }

    @Test
    void what_is_large_is_a_file_at_once_however_it_is_written() throws IOException {
        RawItem atOnce = hold("x".repeat(LARGEST_HELD + 1));
        RawItem bitByBit = store.hold(out -> {
            for (int i = 0; i <= LARGEST_HELD; i++) {
                out.write('x');
            }
        });

        assertThat(atOnce).isEqualTo(bitByBit);
        assertThat(atOnce.held()).isNull();
        assertThat(files()).hasSize(1);
        assertThat(store.open(atOnce)).hasContent("x".repeat(LARGEST_HELD + 1));
        assertThat(hold("y".repeat(LARGEST_HELD)).held()).isNotNull();
    }

    @Test
    void a_writer_that_fails_leaves_nothing() {
        assertThatThrownBy(() -> store.hold(out -> {
                    out.write(new byte[LARGEST_HELD + 1]);
                    throw new IOException("the line went dead");
                }))
                .hasMessage("the line went dead");

        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void the_same_bytes_may_come_many_times_at_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        RawItem item = hold("the same from many");
        List<Future<Set<UUID>>> entered = Stream.generate(() -> threads.submit(() -> enter(item)))
                .limit(40)
                .toList();
        for (Future<Set<UUID>> one : entered) {
            assertThat(one.get()).hasSize(1);
        }
        threads.shutdown();

        assertThat(store.open(item.sha256())).hasContent("the same from many");
    }

    @Test
    void what_nothing_refers_to_is_swept_once_it_is_old() throws IOException {
        RawItem referred = hold("still referred to");
        enter(referred);
        RawItem forgotten = hold("its arrival was erased");
        enter(forgotten);
        RawItem fresh = hold("erased just now");
        enter(fresh);
        age();
        erase(forgotten);
        erase(fresh);
        touch(fresh);

        assertThat(store.sweep(now.minus(DAY), ledger::refersTo)).isEqualTo(1);

        assertThat(store.holds(forgotten.sha256())).isFalse();
        assertThat(store.holds(referred.sha256())).isTrue();
        assertThat(store.holds(fresh.sha256())).isTrue();
    }

    @Test
    void what_comes_again_while_it_is_swept_stays() throws Exception {
        RawItem item = hold("erased and back");
        enter(item);
        age();
        erase(item);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<?> again = threads.submit(() -> transaction.executeWithoutResult(status -> {
            ledger.enter(List.of(entry(item)));
            entered.countDown();
            await(commit);
        }));
        await(entered);
        Future<Long> swept = threads.submit(() -> store.sweep(now.minus(DAY), ledger::refersTo));
        Awaitility.await().until(RawItemsIT::aStatementWaitsForALock);
        commit.countDown();
        again.get();

        assertThat(swept.get()).isZero();
        assertThat(store.open(item.sha256())).hasContent("erased and back");
        threads.shutdown();
    }

    private static boolean aStatementWaitsForALock() {
        return hub.bean(JdbcClient.class)
                .sql("select exists (select 1 from pg_stat_activity where wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RawItem hold(String text) throws IOException {
        return store.hold(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Set<UUID> enter(RawItem item) {
        return transaction.execute(status -> ledger.enter(List.of(entry(item))));
    }

    private LedgerEntry entry(RawItem item) {
        Arrived arrived =
                new Arrived("test:" + UUID.randomUUID(), new CouncilId("west-lindsey"), Channel.WEB_FORM, now, item);
        return new LedgerEntry(UUID.randomUUID(), arrived, now, Outcome.AUTOMATIC, "test", null, null, null, null);
    }

    private void erase(RawItem item) {
        change("delete from arrival where sha256 = '" + item.sha256() + "'");
    }

    private void age() {
        change("update raw_item set kept_at = now() - interval '2 days'");
    }

    private void touch(RawItem item) {
        change("update raw_item set kept_at = now() where sha256 = '" + item.sha256() + "'");
    }

    private static void change(String sql) {
        hub.bean(JdbcClient.class).sql(sql).update();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
