package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.webform.FormPoster;
import org.feedbackhub.webform.FuzzedHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Odd requests of the contract's own fields. {@code -Dfuzz.requests=20000 -Dfuzz.seed=7} send more, or the same once more;
 * {@code ./mvnw -Pfuzz verify} is the long form.
 */
class WebhookFuzzIT {

    private static final int CONNECTIONS = 6;
    private static final int SHOWN = 20;

    private static HubUnderTest hub;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() {
        hub = HubUnderTest.start(
                Nothing.class,
                "--hub.web-form.per-form.postings=1000000",
                "--hub.web-form.per-address.postings=1000000",
                "--logging.level.org.feedbackhub=warn");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void no_request_breaks_the_hub_and_nothing_that_it_takes_is_lost() throws Exception {
        int requests = Integer.getInteger("fuzz.requests", 500);
        long seed = Long.getLong("fuzz.seed", 20260901);
        FuzzedHub fuzzed = new FuzzedHub(hub.httpPort(), seed);
        Instant began = Instant.now();

        fuzzed.send(requests, CONNECTIONS);

        System.out.printf(
                "fuzz: seed %d, %d requests over %d connections in %d s, %d taken and repeated, answers %s%n",
                seed,
                requests,
                CONNECTIONS,
                Duration.between(began, Instant.now()).toSeconds(),
                fuzzed.repeated(),
                fuzzed.answers());
        assertThat(fuzzed.faults().stream().limit(SHOWN))
                .as(fuzzed.faults().size() + " faults")
                .isEmpty();
        assertThat(fuzzed.taken()).hasSizeGreaterThan(requests / 5);
        allThatWasTakenIsThere(fuzzed);
        theFiguresAddUp(fuzzed);
        assertThat(new FormPoster(hub.httpPort(), "west-lindsey")
                        .post("{\"message\":\"Does it still answer?\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    private static void allThatWasTakenIsThere(FuzzedHub fuzzed) throws Exception {
        record Kept(String sha256, String outcome, String reference) {}
        Map<String, Kept> kept = new HashMap<>();
        hub.bean(JdbcClient.class)
                .sql("select source, sha256, outcome, reference from arrival")
                .query(row -> {
                    kept.put(
                            row.getString(1),
                            new Kept(row.getString(2), row.getString(3), String.valueOf(row.getString(4))));
                });
        Map<String, String> keys = new HashMap<>();
        hub.bean(JdbcClient.class)
                .sql("select key, source from idempotency_key")
                .query(row -> {
                    keys.put(row.getString(1), row.getString(2));
                });
        for (Map.Entry<String, FuzzedHub.Taken> one : fuzzed.taken().entrySet()) {
            String what = one.getValue().what();
            String place = "web:west-lindsey/website/" + one.getKey();
            Kept found = kept.get(keys.getOrDefault(place, place));
            assertThat(found).as(what).isNotNull();
            assertThat(found.outcome()).as(what).isIn("recorded", "follow-up");
            assertThat(found.reference()).as(what).isEqualTo(one.getValue().reference());
            try (InputStream raw = hub.bean(RawStore.class).open(found.sha256())) {
                byte[] bytes = raw.readAllBytes();
                byte[] body = one.getValue().body();
                String head = new String(bytes, 0, bytes.length - body.length, StandardCharsets.ISO_8859_1);
                assertThat(head).as(what).startsWith("Content-Type: ").endsWith("\r\n\r\n");
                assertThat(java.util.Arrays.equals(bytes, head.length(), bytes.length, body, 0, body.length))
                        .as(what)
                        .isTrue();
            }
        }
        List<String> known = hub.bean(JdbcClient.class)
                .sql("select reference from feedback")
                .query(String.class)
                .list();
        assertThat(new HashSet<>(known)).containsAll(fuzzed.references());
    }

    private static void theFiguresAddUp(FuzzedHub fuzzed) {
        long arrivals = count("select count(*) from arrival");
        assertThat(count("select sum(n) from (select count(*) as n from arrival group by outcome) as outcomes"))
                .isEqualTo(arrivals);
        assertThat(sum("hub.arrivals", "")).isEqualTo(arrivals).isEqualTo(sum("hub.outcomes", ""));
        assertThat(sum("hub.postings", "accepted")).isEqualTo(arrivals);
        assertThat(sum("hub.postings", "accepted") + sum("hub.postings", "again"))
                .isEqualTo(fuzzed.references().size());
    }

    private static long count(String sql) {
        return hub.bean(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private static long sum(String name, String result) {
        return (long) hub.bean(MeterRegistry.class).find(name).counters().stream()
                .filter(counter ->
                        result.isEmpty() || result.equals(counter.getId().getTag("result")))
                .mapToDouble(Counter::count)
                .sum();
    }
}
