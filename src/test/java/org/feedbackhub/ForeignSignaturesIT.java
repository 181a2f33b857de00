package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.feedbackhub.webform.FormPoster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Postings that were signed by other people's code: the npm package of Standard Webhooks. */
class ForeignSignaturesIT {

    private static final String PACKAGE = "standardwebhooks@1.1.1";
    private static final Path NPM = Path.of("target/npm").toAbsolutePath();
    private static final Path SCRIPT = Path.of("src/test/resources/signing/sign.cjs");
    private static final String FOREIGN = "whsec_dHJpYWwtbm9ydGgta2VzdGV2ZW4tZm9ybS0wMDAx";
    private static final String BODY =
            "{\"message\":\"The caf\u00E9's bins are never emptied \uD83D\uDE00, it stinks.\",\"name\":\"Zo\u00EB\"}";

    private static boolean installed;
    private static HubUnderTest hub;
    private static FormPoster poster;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() {
        installed = install();
        if (installed) {
            hub = HubUnderTest.start(Nothing.class);
            poster = new FormPoster(hub.httpPort(), "west-lindsey");
        }
    }

    @BeforeEach
    void needsNode() {
        assumeTrue(
                installed,
                "node and npm (Debian: nodejs npm), or npm's registry, are not at hand, so no other signatures can be tried here");
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void they_are_accepted_and_a_replay_gets_the_same_reference() throws Exception {
        Map<String, String> headers = signed(FormPoster.SECRET, Instant.now());

        HttpResponse<String> first = poster.post("application/json", BODY, headers);
        HttpResponse<String> replay = poster.post("application/json", BODY, headers);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(new ObjectMapper().readTree(first.body()).path("reference").asText())
                .startsWith("WL-");
        assertThat(replay.body()).isEqualTo(first.body());
        assertThat(arrivals(headers)).isEqualTo(1);
    }

    @Test
    void a_wrong_byte_an_old_timestamp_and_a_foreign_secret_are_refused() throws Exception {
        Instant now = Instant.now();
        Map<String, String> good = signed(FormPoster.SECRET, now);
        Map<String, String> old = signed(FormPoster.SECRET, now.minusSeconds(310));
        Map<String, String> early = signed(FormPoster.SECRET, now.plusSeconds(330));
        Map<String, String> foreign = signed(FOREIGN, now);

        assertRefused(BODY.replace("never", "newer"), good);
        assertRefused(BODY + "\n", good);
        assertRefused(BODY, old);
        assertRefused(BODY, early);
        assertRefused(BODY, foreign);
        assertThat(poster.post("application/json", BODY, good).statusCode()).isEqualTo(202);
    }

    @Test
    void one_of_two_signatures_is_enough() throws Exception {
        Instant now = Instant.now();
        String id = UUID.randomUUID().toString();
        Map<String, String> headers = new HashMap<>(signed(FormPoster.SECRET, id, now));
        headers.merge(
                "webhook-signature",
                signed(FOREIGN, id, now).get("webhook-signature"),
                (own, other) -> other + " " + own);

        assertThat(poster.post("application/json", BODY, headers).statusCode()).isEqualTo(202);
    }

    private static void assertRefused(String body, Map<String, String> headers) throws Exception {
        HttpResponse<String> answer = poster.post("application/json", body, headers);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("#unsigned");
        assertThat(arrivals(headers)).isZero();
    }

    private static long arrivals(Map<String, String> headers) {
        return hub.bean(JdbcClient.class)
                .sql("select count(*) from arrival where source = :source")
                .param("source", "web:west-lindsey/website/" + headers.get("webhook-id"))
                .query(Long.class)
                .single();
    }

    private static Map<String, String> signed(String secret, Instant at) throws Exception {
        return signed(secret, UUID.randomUUID().toString(), at);
    }

    private static Map<String, String> signed(String secret, String id, Instant at) throws Exception {
        String seconds = String.valueOf(at.getEpochSecond());
        String body = Base64.getEncoder().encodeToString(BODY.getBytes(StandardCharsets.UTF_8));
        String signature =
                run("node", SCRIPT.toString(), secret, id, seconds, body).strip();
        return Map.of("webhook-id", id, "webhook-timestamp", seconds, "webhook-signature", signature);
    }

    private static boolean install() {
        try {
            run("node", "--version");
            if (!Files.isDirectory(NPM.resolve("node_modules/standardwebhooks"))) {
                Files.createDirectories(NPM);
                run("npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefix", NPM.toString(), PACKAGE);
            }
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What the command writes. @throws IOException if there is no such command, or it fails */
    private static String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("NODE_PATH", NPM.resolve("node_modules").toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command[0] + " failed");
        }
        return out;
    }
}
