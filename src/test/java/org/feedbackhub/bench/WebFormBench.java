package org.feedbackhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.feedbackhub.HubUnderTest;
import org.feedbackhub.webform.FormPoster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many postings a second are durable and answered, against a bare Spring MVC handler on the same database. */
@Tag("web-form")
class WebFormBench {

    private static final int CONNECTIONS = 64;
    private static final int POSTINGS = Integer.getInteger("bench.postings", 10_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final double OF_BARE = 0.60;
    private static final double OF_CLASSIFYING = 0.80;
    private static final double P99_AT_MOST = 2;
    private static final String WEBHOOK = "/v1/councils/west-lindsey/feedback";

    private HubUnderTest hub;
    private BareServer bare;

    /** No further beans. */
    static class Nothing {}

    @AfterEach
    void stop() {
        bare.close();
        hub.close();
    }

    @Test
    void without_classification() throws Exception {
        start(false);
        double ratio = ratio("web-form-bare", "/bare");
        double hubRate = webhook();
        double[] hubTimes = paced(hub.httpPort(), this::signed, hubRate / 2);
        double[] bareTimes = paced(bare.port(), number -> KeepAlive.post("/bare", "", body(number)), hubRate / 2);
        Comparison.table(
                "web-form-p99",
                "| at half the hub's rate, classification off | p50, ms | p99, ms |",
                List.of(line("the hub", hubTimes), line("bare handler", bareTimes)));

        if (ROUNDS > 1) {
            assertThat(ratio).isGreaterThanOrEqualTo(OF_BARE);
            assertThat(at(hubTimes, 0.99) / at(bareTimes, 0.99)).isLessThanOrEqualTo(P99_AT_MOST);
        }
    }

    @Test
    void with_classification() throws Exception {
        start(true);
        double ratio = ratio("web-form-classifying", "/classifying");

        if (ROUNDS > 1) {
            assertThat(ratio).isGreaterThanOrEqualTo(OF_CLASSIFYING);
        }
    }

    private void start(boolean classification) {
        hub = HubUnderTest.start(
                Nothing.class,
                "--hub.classification.enabled=" + classification,
                "--hub.notifications.acknowledge-after=2h",
                "--hub.web-form.per-form.postings=100000000",
                "--hub.web-form.per-address.postings=100000000",
                "--logging.level.org.feedbackhub=warn");
        bare = new BareServer(hub);
    }

    private double ratio(String part, String path) throws Exception {
        return new Comparison(part, POSTINGS + " postings over " + CONNECTIONS + " connections", ROUNDS)
                .ratio(
                        "the hub",
                        this::webhook,
                        "bare handler",
                        () -> flatOut(bare.port(), number -> KeepAlive.post(path, "", body(number))));
    }

    private double webhook() throws Exception {
        return flatOut(hub.httpPort(), this::signed);
    }

    private byte[] signed(int number) {
        StringBuilder headers = new StringBuilder();
        String body = body(number);
        FormPoster.signed(FormPoster.SECRET, UUID.randomUUID().toString(), Instant.now(), body)
                .forEach((name, value) ->
                        headers.append(name).append(": ").append(value).append("\r\n"));
        return KeepAlive.post(WEBHOOK, headers.toString(), body);
    }

    private static String body(int number) {
        return "{\"message\":\"" + BenchMails.words(number) + "\",\"name\":\"Resident " + number + "\",\"email\":\"r"
                + number + "@example.org\",\"postcode\":\"LN8 3EU\"}";
    }

    private interface Requests {
        byte[] request(int number);
    }

    /** All connections as fast as they can. @return answers a second */
    private static double flatOut(int port, Requests requests) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        onAll(port, connection -> {
            for (int i = next.getAndIncrement(); i < POSTINGS; i = next.getAndIncrement()) {
                assertThat(connection.exchange(requests.request(i))).isEqualTo(202);
            }
        });
        return POSTINGS / ((System.nanoTime() - start) / 1e9);
    }

    /** Each at its time, whether or not those before are answered. @return the times that answers took, from when they were due, in ms, sorted */
    private static double[] paced(int port, Requests requests, double perSecond) throws Exception {
        int postings = POSTINGS / 2;
        double[] times = new double[postings];
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        onAll(port, connection -> {
            for (int i = next.getAndIncrement(); i < postings; i = next.getAndIncrement()) {
                byte[] request = requests.request(i);
                long due = start + (long) (i / perSecond * 1e9);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                assertThat(connection.exchange(request)).isEqualTo(202);
                times[i] = (System.nanoTime() - due) / 1e6;
            }
        });
        Arrays.sort(times);
        return times;
    }

    private interface Work {
        void over(KeepAlive connection) throws IOException;
    }

    private static void onAll(int port, Work work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(threads.submit(() -> {
                    try (KeepAlive connection = new KeepAlive(port)) {
                        work.over(connection);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String line(String who, double[] times) {
        return String.format(Locale.ROOT, "| %s | %.1f | %.1f |", who, at(times, 0.5), at(times, 0.99));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))];
    }
}
