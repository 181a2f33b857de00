package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.feedbackhub.policy.Clause;
import org.feedbackhub.webform.FeedbackApi;
import org.feedbackhub.webform.FormPoster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forms that post to a whole hub over HTTP. */
class WebhookIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String COMPLAINT =
            "My brown bin was missed again on Tuesday, that is the third time since August and nobody rings back.";

    /** Headers that may prove something: without them no body is read. */
    private static final String PLAUSIBLE = "webhook-id: w\r\nwebhook-timestamp: %d\r\nwebhook-signature: v1,x\r\n";

    private static HubUnderTest hub;
    private static FormPoster westLindsey;

    @BeforeAll
    static void start() {
        hub = HubUnderTest.start(
                Mistakes.class,
                "--hub.web-form.body-within=2s",
                "--server.tomcat.connection-timeout=3s",
                "--hub.web-form.keys.swept-every=1s");
        westLindsey = new FormPoster(hub.httpPort(), "west-lindsey");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    @Clause({"P1", "P23"})
    void a_posting_is_recorded_with_all_it_tells_and_answered_with_reference_and_dates() throws Exception {
        String resident = resident();
        HttpResponse<String> answer = westLindsey.post(json(Map.of(
                "message", COMPLAINT,
                "kind", "complaint",
                "name", "Doreen Sharpe",
                "email", resident,
                "phone", "01427 555 019",
                "postcode", "DN21 2NA",
                "uprn", "10013812345",
                "tenancy", "yes",
                "shoeSize", "7")));

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode told = tree(answer);
        assertThat(told.get("reference").asText()).startsWith("WL-");
        assertThat(told.get("acknowledgeBy").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
        JsonNode state = state(told.get("reference").asText());
        assertThat(state.at("/submission/channel").asText()).isEqualTo("web-form");
        assertThat(state.at("/submission/text").asText()).isEqualTo(COMPLAINT);
        assertThat(state.at("/submission/contact/name").asText()).isEqualTo("Doreen Sharpe");
        assertThat(state.at("/submission/contact/postcode").asText()).isEqualTo("DN21 2NA");
        assertThat(state.at("/submission/details/uprn").asText()).isEqualTo("10013812345");
        assertThat(state.at("/classification/kind").asText()).isEqualTo("complaint");
        assertThat(state.at("/classification/flags").toString()).contains("tenancy");
        assertThat(raw(told.get("reference").asText())).contains("shoeSize");
        await().atMost(SOON).until(() -> !hub.read(resident, "INBOX").isEmpty());
    }

    @Test
    void form_encoded_and_multipart_postings_are_taken_with_their_files() throws Exception {
        String encoded = "message=The+new+play+area+is+lovely%2C+thank+you+%F0%9F%98%80&email=" + resident();
        HttpResponse<String> first = westLindsey.post(
                "application/x-www-form-urlencoded",
                encoded,
                FormPoster.signed(FormPoster.SECRET, UUID.randomUUID().toString(), Instant.now(), encoded));
        String parts = multipart("b1", "The drain by the bus shelter smells, see picture", "drain é.txt");
        HttpResponse<String> second = westLindsey.post(
                "multipart/form-data; boundary=b1",
                parts,
                FormPoster.signed(FormPoster.SECRET, UUID.randomUUID().toString(), Instant.now(), parts));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(state(reference(first)).at("/submission/text").asText())
                .isEqualTo("The new play area is lovely, thank you \uD83D\uDE00");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(202);
        JsonNode file = state(reference(second)).at("/submission/attachments/0");
        assertThat(file.get("name").asText()).isEqualTo("drain é.txt");
        assertThat(file.get("mediaType").asText()).isEqualTo("text/plain");
    }

    @Test
    void what_is_not_proven_is_refused_and_leaves_nothing() throws Exception {
        String body = json(Map.of("message", "unproven " + UUID.randomUUID()));
        long before = arrivals();
        Instant now = Instant.now();
        String id = UUID.randomUUID().toString();
        List<Map<String, String>> tries = List.of(
                Map.of(),
                FormPoster.signed(FormPoster.SECRET, id, now, body + " "),
                FormPoster.signed(FormPoster.SECRET, id, now.minusSeconds(301), body),
                FormPoster.signed(FormPoster.SECRET, id, now.plusSeconds(330), body),
                FormPoster.signed("whsec_dHJpYWwtbm9ydGgta2VzdGV2ZW4tZm9ybS0wMDAx", id, now, body),
                Map.of("Authorization", "Bearer " + FormPoster.SECRET));

        for (Map<String, String> headers : tries) {
            HttpResponse<String> answer = westLindsey.post("application/json", body, headers);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(tree(answer).get("type").asText()).endsWith("#unsigned");
        }
        assertThat(arrivals()).isEqualTo(before);
    }

    @Test
    void the_same_key_gets_the_first_answer_and_another_body_a_conflict() throws Exception {
        String id = UUID.randomUUID().toString();
        String body = json(Map.of("message", COMPLAINT, "name", "R. Anand"));

        HttpResponse<String> first = westLindsey.post(body, id);
        HttpResponse<String> again = westLindsey.post(body.replace("{", "{ "), id);
        HttpResponse<String> other = westLindsey.post(json(Map.of("message", "Something else")), id);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(tree(other).get("type").asText()).endsWith("#key-reused");
    }

    @Test
    void a_key_of_the_callers_own_counts_before_the_signatures() throws Exception {
        String key = UUID.randomUUID().toString();
        Set<String> references = new HashSet<>();
        for (String boundary : List.of("one", "two")) {
            String body = multipart(boundary, COMPLAINT, "a.txt");
            Map<String, String> headers = new HashMap<>(
                    FormPoster.signed(FormPoster.SECRET, UUID.randomUUID().toString(), Instant.now(), body));
            headers.put("Idempotency-Key", key);
            references.add(reference(westLindsey.post("multipart/form-data; boundary=" + boundary, body, headers)));
        }

        assertThat(references).hasSize(1);
    }

    @Test
    void two_that_come_at_the_same_moment_become_one_feedback() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 5; round++) {
                String id = UUID.randomUUID().toString();
                String body = json(Map.of("message", COMPLAINT + " " + id));
                List<Future<HttpResponse<String>>> answers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    answers.add(threads.submit(() -> westLindsey.post(body, id)));
                }
                Set<String> references = new HashSet<>();
                for (Future<HttpResponse<String>> answer : answers) {
                    assertThat(answer.get().statusCode()).isEqualTo(202);
                    references.add(reference(answer.get()));
                }
                assertThat(references).hasSize(1);
            }
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                                             | 422 | invalid   | message
                    {"message": "   "}                                             | 422 | invalid   | message
                    {"message": "m", "channel": "pigeon"}                          | 422 | invalid   | channel
                    {"message": "m", "channel": "phone"}                           | 422 | invalid   | channel
                    {"message": "m", "takenBy": "jo"}                              | 422 | invalid   | takenBy
                    {"message": "m", "files": [{"content": "%%"}]}                 | 422 | invalid   | files
                    {"message": "\\u0000 \\ud800"}                                 | 422 | invalid   | message
                    {"message": "m", "files": "a.txt"}                             | 422 | invalid   | files
                    {"message": "m", "files": ["a.txt"]}                           | 422 | invalid   | files
                    {"message": "m", "files": [{"content": 5}]}                    | 422 | invalid   | files
                    {"message": "m"                                                | 400 | malformed | line 1
                    ["m"]                                                          | 400 | malformed | object
                    {"message": "m", "message": "n"}                               | 400 | malformed | line
                    {"a":[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]}              | 400 | malformed | deeper
                    """)
    void a_problem_names_what_is_wrong(String body, int status, String type, String named) throws Exception {
        HttpResponse<String> answer = westLindsey.post(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(tree(answer).get("type").asText()).endsWith("#" + type);
        assertThat(answer.body()).contains(named);
    }

    @Test
    void an_address_that_is_none_is_kept_and_a_person_looks_at_it() throws Exception {
        String reference = reference(westLindsey.post(json(Map.of("message", COMPLAINT, "email", "doreen at gmail"))));

        JsonNode state = state(reference);
        assertThat(state.at("/submission/details/emailAsGiven").asText()).isEqualTo("doreen at gmail");
        assertThat(state.at("/classification/forReview").asBoolean()).isTrue();
    }

    @Test
    @Clause("P14")
    void who_gives_a_reference_and_the_contacts_postcode_joins_the_feedback_and_others_do_not() throws Exception {
        String reference = reference(
                westLindsey.post(json(Map.of("message", COMPLAINT, "postcode", "LN8 3EU", "name", "Ola Nowak"))));

        String joined = reference(westLindsey.post(
                json(Map.of("message", "still not collected", "reference", reference, "postcode", "ln83eu"))));
        String strangers = reference(westLindsey.post(
                json(Map.of("message", "still not collected", "reference", reference, "postcode", "NG34 7EF"))));

        assertThat(joined).isEqualTo(reference);
        assertThat(strangers).isNotEqualTo(reference);
        assertThat(state(strangers).at("/classification/forReview").asBoolean()).isTrue();
    }

    @Test
    void an_outage_asks_to_post_again_and_the_same_posting_is_taken_then() throws Exception {
        String id = UUID.randomUUID().toString();
        HttpResponse<String> outage = westLindsey.post(json(Map.of("message", "After the " + Mistakes.OUTAGE)), id);

        assertThat(outage.statusCode()).isEqualTo(503);
        assertThat(outage.headers().firstValue("retry-after")).isPresent();
        assertThat(tree(outage).get("type").asText()).endsWith("#unavailable");
        assertThat(westLindsey.post(json(Map.of("message", COMPLAINT)), id).statusCode())
                .isEqualTo(202);
    }

    @Test
    void a_key_of_ones_own_never_makes_a_second_posting_of_a_signed_one() throws Exception {
        String body = json(Map.of("message", COMPLAINT, "name", "Wilf Tasker, 81"));
        Map<String, String> signed =
                FormPoster.signed(FormPoster.SECRET, UUID.randomUUID().toString(), Instant.now(), body);
        Map<String, String> replayed = new HashMap<>(signed);
        replayed.put("Idempotency-Key", UUID.randomUUID().toString());

        String first = reference(westLindsey.post("application/json", body, signed));

        assertThat(reference(westLindsey.post("application/json", body, replayed)))
                .isEqualTo(first);
    }

    @Test
    void keys_are_forgotten_once_they_are_older_than_the_retention_and_not_before() {
        JdbcClient jdbc = hub.bean(JdbcClient.class);
        jdbc.sql(
                        """
                        insert into idempotency_key (key, source, since)
                        values ('older', 's', now() - interval '401 days'), ('younger', 's', now() - interval '399 days')""")
                .update();

        await().atMost(SOON).until(() -> keysNamed(jdbc, "older") == 0);
        assertThat(keysNamed(jdbc, "younger")).isEqualTo(1);
    }

    private static int keysNamed(JdbcClient jdbc, String key) {
        return jdbc.sql("select count(*) from idempotency_key where key = :key")
                .param("key", key)
                .query(Integer.class)
                .single();
    }

    @Test
    void a_long_field_beside_the_message_is_cut_and_a_person_looks_at_it() throws Exception {
        String reference = reference(
                westLindsey.post(json(Map.of("message", COMPLAINT, "location", "by the old mill ".repeat(300)))));

        JsonNode state = state(reference);
        assertThat(state.at("/submission/details/location").asText())
                .startsWith("by the old mill by")
                .hasSizeLessThan(2_001);
        assertThat(state.at("/classification/forReview").asBoolean()).isTrue();
        assertThat(raw(reference)).contains("by the old mill ".repeat(300));
    }

    @Test
    void what_fails_under_a_key_that_was_used_is_told_so() throws Exception {
        String id = UUID.randomUUID().toString();
        westLindsey.post(json(Map.of("message", COMPLAINT)), id);

        HttpResponse<String> other = westLindsey.post(json(Map.of("message", "Else, " + Mistakes.POISON)), id);

        assertThat(other.statusCode()).isEqualTo(422);
    }

    @Test
    void what_fails_by_itself_is_kept_for_a_person() throws Exception {
        String id = UUID.randomUUID().toString();
        HttpResponse<String> kept = westLindsey.post(json(Map.of("message", "Is there " + Mistakes.POISON + "?")), id);

        assertThat(kept.statusCode()).isEqualTo(202);
        assertThat(tree(kept).get("reference").isNull()).isTrue();
        assertThat(hub.bean(JdbcClient.class)
                        .sql("select outcome from arrival where source = :source")
                        .param("source", "web:west-lindsey/website/" + id)
                        .query(String.class)
                        .single())
                .isEqualTo("quarantined");
    }

    @Test
    void a_body_that_hardly_comes_is_cut_off() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", hub.httpPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/councils/west-lindsey/feedback HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                            + PLAUSIBLE.formatted(Instant.now().getEpochSecond())
                            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();

            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);

            assertThat(answer).isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    void unknown_places_and_methods_are_told() throws Exception {
        assertThat(new FormPoster(hub.httpPort(), "atlantis").post("{}").statusCode())
                .isEqualTo(404);
        assertThat(new FormPoster(hub.httpPort(), "lgsco-code").post("{}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void what_is_answered_keeps_to_the_contract() throws Exception {
        FeedbackApi api = new FeedbackApi();
        String key = UUID.randomUUID().toString();
        String body = json(Map.of("message", COMPLAINT));
        FormPoster atlantis = new FormPoster(hub.httpPort(), "atlantis");
        Map<String, String> noKey = new HashMap<>(FormPoster.signed(FormPoster.SECRET, "a", Instant.now(), body));
        noKey.put("Idempotency-Key", "a b");
        List<HttpResponse<String>> answers = List.of(
                westLindsey.post(body, key),
                westLindsey.post(json(Map.of("message", "Is there " + Mistakes.POISON + "?"))),
                westLindsey.post("{"),
                westLindsey.post("application/json", body, noKey),
                westLindsey.post("application/json", body, Map.of()),
                atlantis.post(body),
                westLindsey.post("text/xml", body, FormPoster.signed(FormPoster.SECRET, "b", Instant.now(), body)),
                westLindsey.post(json(Map.of("takenBy", "jo"))),
                westLindsey.post(json(Map.of("message", "another")), key),
                westLindsey.post(json(Map.of("message", "After the " + Mistakes.OUTAGE))),
                ask("GET", "/v1/councils/west-lindsey/feedback"),
                ask("DELETE", "/v1/councils/west-lindsey/feedback"),
                ask("POST", "/v1/councils/west-lindsey"),
                ask("POST", "/v1/"),
                ask("POST", "/v1/councils/west-lindsey/feedback;a=b"));

        assertThat(answers).allSatisfy(answer -> assertThat(api.faults(answer))
                .as(answer.statusCode() + " " + answer.body())
                .isEmpty());
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsExactly(202, 202, 400, 400, 401, 404, 415, 422, 422, 503, 405, 405, 404, 404, 400);
        assertThat(answers.get(10).headers().firstValue("allow")).hasValue("POST");
    }

    @Test
    void a_problem_is_explained_at_the_address_that_is_its_type() throws Exception {
        String type = tree(westLindsey.post("{")).get("type").asText();
        HttpResponse<String> page = ask("GET", type.replaceFirst("^http://[^/]+", ""));

        assertThat(type).endsWith("/contracts/problems#malformed");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("id=\"malformed\"");
        assertThat(ask("GET", "/contracts/feedback-api.openapi.yaml").body()).startsWith("# What forms post to.");
    }

    private static HttpResponse<String> ask(String method, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.httpPort() + path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_header_or_a_parameter_chooses_no_other_council() throws Exception {
        String body = json(Map.of("message", COMPLAINT));
        Map<String, String> headers = new HashMap<>(
                FormPoster.signed(FormPoster.SECRET, UUID.randomUUID().toString(), Instant.now(), body));
        headers.put("Council", "north-kesteven");

        assertThat(reference(westLindsey.post("application/json", body, headers)))
                .startsWith("WL-");
    }

    @Test
    void halves_of_signs_keep_nothing_from_being_recorded() throws Exception {
        String half = "\\ud83d";
        String name = "\uD83D\uDE00".repeat(60) + "x.png";
        HttpResponse<String> answer = westLindsey.post("{\"message\":\"Bins\u0021 " + half + "\",\"name\":\"" + half
                + "n\",\"email\":\"" + half + "@example.org\",\"x\\ud83d\\ude00\":1,\"files\":[{\"name\":\"" + half
                + ".png\",\"content\":\"\"},{\"name\":\"" + name + "\",\"content\":\"YQ==\"}]}");

        JsonNode state = state(reference(answer));
        assertThat(state.at("/submission/text").asText()).isEqualTo("Bins!");
        assertThat(state.at("/submission/contact/name").asText()).isEqualTo("n");
        assertThat(state.at("/submission/attachments/0/name").asText()).isEqualTo("_.png");
        assertThat(state.at("/submission/attachments/1/name").asText())
                .startsWith("_")
                .endsWith("\uD83D\uDE00x.png");
    }

    @Test
    void a_packed_body_is_refused_before_anybody_unpacks_it() throws Exception {
        String body = json(Map.of("message", COMPLAINT));
        Map<String, String> headers = new HashMap<>(
                FormPoster.signed(FormPoster.SECRET, UUID.randomUUID().toString(), Instant.now(), body));
        headers.put("Content-Encoding", "gzip");
        HttpResponse<String> answer = westLindsey.post("application/json", body, headers);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(new FeedbackApi().faults(answer)).isEmpty();
    }

    @Test
    void a_form_under_another_method_is_refused_unread() throws Exception {
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.httpPort()
                                            + "/v1/councils/west-lindsey/feedback"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .method(method, HttpRequest.BodyPublishers.ofString("a=%zz"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(new FeedbackApi().faults(answer)).isEmpty();
        }
    }

    @Test
    void what_breaks_off_gets_a_problem_too() throws Exception {
        for (String type : List.of("application/json", "multipart/form-data; boundary=b")) {
            try (Socket socket = new Socket("127.0.0.1", hub.httpPort())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream()
                        .write(("POST /v1/councils/west-lindsey/feedback HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                        + PLAUSIBLE.formatted(Instant.now().getEpochSecond()) + "Content-Type: "
                                        + type + "\r\nContent-Length: 1000\r\n\r\n--b")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();

                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

                assertThat(answer).startsWith("HTTP/1.1 400").contains("#malformed");
            }
        }
    }

    @Test
    void names_of_councils_that_are_none_make_no_figures() throws Exception {
        String made = "c" + UUID.randomUUID();
        new FormPoster(hub.httpPort(), made).post("{}");

        assertThat(hub.bean(io.micrometer.core.instrument.MeterRegistry.class)
                        .find("hub.postings")
                        .counters())
                .isNotEmpty()
                .noneMatch(counter -> made.equals(counter.getId().getTag("council")));
    }

    private static String multipart(String boundary, String message, String file) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\n" + message + "\r\n--"
                + boundary + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + file
                + "\"\r\nContent-Type: image/png\r\n\r\nnot a picture at all\r\n--" + boundary + "--\r\n";
    }

    private static String json(Map<String, String> fields) throws Exception {
        return new ObjectMapper().writeValueAsString(fields);
    }

    private static JsonNode tree(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    private static String reference(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return tree(answer).get("reference").asText();
    }

    private static JsonNode state(String reference) throws Exception {
        return new ObjectMapper()
                .readTree(hub.bean(JdbcClient.class)
                        .sql("select state from feedback where reference = :reference")
                        .param("reference", reference)
                        .query(String.class)
                        .single());
    }

    private static String raw(String reference) throws Exception {
        String hash = hub.bean(JdbcClient.class)
                .sql("select a.sha256 from arrival a where a.reference = :reference")
                .param("reference", reference)
                .query(String.class)
                .single();
        try (var raw = hub.bean(org.feedbackhub.arrival.RawStore.class).open(hash)) {
            return new String(raw.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long arrivals() {
        return hub.bean(JdbcClient.class)
                .sql("select count(*) from arrival")
                .query(Long.class)
                .single();
    }

    private static String resident() {
        return "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    }
}
