package org.feedbackhub.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.TransientFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {

    private static final int AT_MOST = 64;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<List<String>> groups = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void one_alone_is_recorded_at_once() {
        assertThat(group(this::recorded).record(finding("alone"))).isEqualTo(AS_RECORDED);

        assertThat(groups).containsExactly(List.of("alone"));
    }

    @Test
    void those_who_come_while_a_group_commits_make_the_next_one() throws Exception {
        Future<List<Recorded>> all = waitingBehindTheFirst(group(this::heldUp), "1", "2", "3", "4");

        assertThat(all.get()).hasSize(4).containsOnly(AS_RECORDED);
        assertThat(groups).hasSize(2);
        assertThat(groups.stream().skip(1).findFirst().orElseThrow()).containsExactlyInAnyOrder("1", "2", "3", "4");
    }

    @Test
    void a_group_is_no_larger_than_it_may_be() throws Exception {
        String[] names = IntStream.range(0, 150).mapToObj(Integer::toString).toArray(String[]::new);

        assertThat(waitingBehindTheFirst(group(this::heldUp), names).get()).hasSize(150);

        assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(AT_MOST));
        assertThat(groups).hasSize(4);
    }

    @Test
    void one_that_is_refused_fails_alone_and_the_others_are_recorded() throws Exception {
        GroupCommit<Finding, Recorded> commit = group(findings -> {
            List<Recorded> recorded = heldUp(findings);
            if (findings.stream().anyMatch(one -> one.arrived().source().equals("poison"))) {
                throw new IllegalStateException("refused");
            }
            return recorded;
        });
        Future<List<Recorded>> others = waitingBehindTheFirst(commit, "1", "2");
        Future<Recorded> poison = threads.submit(() -> commit.record(finding("poison")));

        assertThat(others.get()).hasSize(2);
        assertThatThrownBy(poison::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_fault_that_passes_is_everybodys() throws Exception {
        GroupCommit<Finding, Recorded> commit = group(findings -> {
            heldUp(findings);
            throw new TransientFault("no database", new IllegalStateException());
        });

        assertThatThrownBy(() -> waitingBehindTheFirst(commit, "1", "2").get())
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasStackTraceContaining("TransientFault");
        assertThat(groups).as("nothing was tried again alone").hasSize(2);
    }

    @Test
    void an_error_leaves_nobody_waiting() throws Exception {
        GroupCommit<Finding, Recorded> commit = group(findings -> {
            List<Recorded> recorded = heldUp(findings);
            if (findings.size() > 1) {
                throw new IllegalStateException("each alone, then");
            }
            if (findings.get(0).arrived().source().equals("1")) {
                throw new StackOverflowError();
            }
            return recorded;
        });
        Future<List<Recorded>> all = waitingBehindTheFirst(commit, "1", "2", "3");

        assertThatThrownBy(all::get).hasStackTraceContaining("TransientFault");
        assertThat(commit.record(finding("after"))).isEqualTo(AS_RECORDED);
    }

    @Test
    void many_threads_are_all_served_and_each_with_its_own() throws Exception {
        AtomicInteger recorded = new AtomicInteger();
        GroupCommit<Finding, Recorded> commit = group(findings -> {
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            recorded.addAndGet(findings.size());
            List<Recorded> answers = findings.stream()
                    .map(one -> new Recorded(
                            Outcome.RECORDED, null, one.arrived().raw().size() % 2 == 0))
                    .toList();
            inside.decrementAndGet();
            return answers;
        });
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            work.add(() -> IntStream.range(0, 2_000)
                    .allMatch(number -> commit.record(finding("n", number)).again() == (number % 2 == 0)));
        }

        for (Future<Boolean> done : threads.invokeAll(work, 50, TimeUnit.SECONDS)) {
            assertThat(done.get()).isTrue();
        }
        assertThat(recorded).hasValue(16_000);
    }

    private static final Recorded AS_RECORDED = new Recorded(Outcome.RECORDED, null, false);

    private static GroupCommit<Finding, Recorded> group(Function<List<Finding>, List<Recorded>> transaction) {
        return new GroupCommit<>(transaction, AT_MOST);
    }

    private List<Recorded> recorded(List<Finding> findings) {
        groups.add(findings.stream().map(one -> one.arrived().source()).toList());
        return findings.stream().map(one -> AS_RECORDED).toList();
    }

    /** The same, and the first one waits until it is let go. */
    private List<Recorded> heldUp(List<Finding> findings) {
        inside.incrementAndGet();
        try {
            if (findings.get(0).arrived().source().equals("first")) {
                open.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return findings.get(0).arrived().source().equals("first") && findings.size() == 1
                ? firstDone(findings)
                : recorded(findings);
    }

    private List<Recorded> firstDone(List<Finding> findings) {
        groups.add(List.of("first"));
        return List.of(AS_RECORDED);
    }

    /** All of them wait while a first one is being recorded, which is let go then. */
    private Future<List<Recorded>> waitingBehindTheFirst(GroupCommit<Finding, Recorded> commit, String... names) {
        threads.submit(() -> commit.record(finding("first")));
        await().until(() -> inside.get() == 1);
        CountDownLatch started = new CountDownLatch(names.length);
        List<Thread> waiting = new ArrayList<>();
        List<Future<Recorded>> results = new ArrayList<>();
        for (String name : names) {
            results.add(threads.submit(() -> {
                synchronized (waiting) {
                    waiting.add(Thread.currentThread());
                }
                started.countDown();
                return commit.record(finding(name));
            }));
        }
        await().until(() -> started.getCount() == 0
                && waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        open.countDown();
        return threads.submit(() -> {
            List<Recorded> all = new ArrayList<>();
            for (Future<Recorded> result : results) {
                all.add(result.get());
            }
            return all;
        });
    }

    private static Finding finding(String source) {
        return finding(source, 0);
    }

    private static Finding finding(String source, long size) {
        return new Finding.Spam(
                new Arrived(
                        source,
                        new CouncilId("west-lindsey"),
                        Channel.EMAIL,
                        Instant.EPOCH,
                        new RawItem("0".repeat(64), size)),
                "for the test");
    }
}
