package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.feedbackhub.webform.FormPoster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A form that posts while the hub is killed, and posts again what got no answer. */
@Tag("crash")
class WebhookCrashIT {

    private static final int POSTINGS = 600;
    private static final int THREADS = 8;
    private static final int KILLS = 2;
    private static final Duration LONG = Duration.ofMinutes(3);

    private final Map<String, Set<String>> told = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final Random random = new Random();
    private volatile int port;
    private HubProcess hub;

    @BeforeEach
    void start() throws IOException {
        hub = new HubProcess(HubUnderTest.Ports.free(), "--db-scheduler.heartbeat-interval=1s");
        hub.start();
        port = hub.httpPort();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void every_posting_becomes_one_feedback_whatever_was_lost_between_commit_and_answer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> forms = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                forms.add(threads.submit(this::postAll));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                int some = POSTINGS * kill / (KILLS + 1) + random.nextInt(POSTINGS / 10);
                await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> told.size() >= some);
                hub.kill();
                hub.start();
                port = hub.httpPort();
            }
            for (Future<?> form : forms) {
                form.get();
            }
        } finally {
            threads.shutdownNow();
        }

        // what was answered before a kill is asked for once more: the same answer
        for (int i = 0; i < POSTINGS; i += POSTINGS / 50) {
            postUntilAnswered(i);
        }
        assertThat(told).hasSize(POSTINGS);
        assertThat(told.values())
                .allSatisfy(references -> assertThat(references).hasSize(1));
        assertThat(hub.one("select count(*) from feedback")).isEqualTo(POSTINGS);
        assertThat(hub.one("select count(*) from arrival where outcome = 'recorded'"))
                .isEqualTo(POSTINGS);
    }

    private void postAll() {
        for (int i = next.getAndIncrement(); i < POSTINGS; i = next.getAndIncrement()) {
            postUntilAnswered(i);
        }
    }

    private void postUntilAnswered(int number) {
        String id = "posting-" + number;
        String body =
                "{\"message\":\"My bin was missed again, and nobody has replied to my letter no. " + number + "\"}";
        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> {
            try {
                HttpResponse<String> answer = new FormPoster(port, "west-lindsey").post(body, id);
                if (answer.statusCode() != 202) {
                    assertThat(answer.statusCode()).isEqualTo(503);
                    return false;
                }
                told.computeIfAbsent(id, key -> ConcurrentHashMap.newKeySet())
                        .add(new ObjectMapper()
                                .readTree(answer.body())
                                .get("reference")
                                .asText());
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }
}
