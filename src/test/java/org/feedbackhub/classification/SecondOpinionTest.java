package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.feedbackhub.attachment.TestFiles;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Origin;
import org.feedbackhub.feedback.Submission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecondOpinionTest {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int LONG_ENOUGH = 60;
    private static final double LITTLE_CONFIDENCE = 0.55;

    /** A message of which the hub is not sure; which one that is depends on what it has learnt. */
    private static final String UNSURE =
            HeldBackMessages.read(Path.of("config/classification/held-back/messages.yaml"), TestCouncils.read())
                    .stream()
                    .map(Measurement.Message::text)
                    .filter(text -> text.length() > LONG_ENOUGH)
                    .filter(SecondOpinionTest::leavesADoubt)
                    .findFirst()
                    .orElseThrow();

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicReference<String> answer = new AtomicReference<>("complaint");
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String said = answer.get();
            byte[] body = said == null
                    ? new byte[0]
                    : new ObjectMapper()
                            .writeValueAsBytes(Map.of(
                                    "id",
                                    "1",
                                    "model",
                                    "large",
                                    "choices",
                                    List.of(Map.of(
                                            "index",
                                            0,
                                            "finish_reason",
                                            "stop",
                                            "message",
                                            Map.of("role", "assistant", "content", said)))));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(said == null ? 503 : 200, said == null ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void what_both_hold_likeliest_needs_no_person() {
        Classification alone = TestClassifier.with(TestCouncils.read()).classify(message(UNSURE));
        assertThat(alone.forReview()).as("confidence %s", alone.confidence()).isTrue();
        answer.set(alone.kind().id() + ".");

        Classification confirmed = classified(UNSURE);

        assertThat(confirmed.kind()).isEqualTo(alone.kind());
        assertThat(confirmed.confidence()).isEqualTo(alone.confidence());
        assertThat(confirmed.forReview()).isFalse();
        assertThat(confirmed.reasons()).anyMatch(reason -> reason.text()
                .equals("second opinion: " + alone.kind().id()));
    }

    @Test
    void another_opinion_is_shown_to_the_person_who_decides() {
        answer.set("Legal");

        Classification disputed = classified(UNSURE);

        assertThat(disputed.forReview()).isTrue();
        assertThat(disputed.kind()).isNotEqualTo(Kind.LEGAL);
        assertThat(disputed.reasons()).anyMatch(reason -> reason.text().equals("second opinion: legal"));
    }

    @Test
    void an_answer_that_names_no_kind_or_two_is_none() {
        answer.set("It may be a complaint or a comment.");

        Classification left = classified(UNSURE);

        assertThat(left.forReview()).isTrue();
        assertThat(left.reasons()).noneMatch(reason -> reason.text().startsWith("second opinion"));
        assertThat(registry.counter("hub.second.opinions", "result", "not-understood")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void who_fails_is_left_alone_for_a_while() {
        answer.set(null);
        Classifier classifier = classifier();

        assertThat(classifier.classify(message(UNSURE)).forReview()).isTrue();
        assertThat(classifier.classify(message(UNSURE)).forReview()).isTrue();
        assertThat(asked).hasSize(1);

        now.set(now.get().plus(PAUSE));
        classifier.classify(message(UNSURE));
        assertThat(asked).hasSize(2);
    }

    @Test
    void nobody_is_asked_about_what_is_sure_or_tells_of_harm() {
        classified("The bins in Ropery Road were missed again on Tuesday, for the third time, although I rang twice."
                + " I want to make a complaint about this service.");
        Classification harm =
                classified("Funny old world. My stepdad hits me with his belt most nights. Machines, your machines.");

        assertThat(harm.flags()).contains(Flag.SAFEGUARDING);
        assertThat(asked).isEmpty();
    }

    @Test
    void ways_to_reach_the_person_are_left_out() {
        secondOpinion()
                .of(new Submission(
                        TestCouncils.WEST_LINDSEY,
                        Channel.EMAIL,
                        Contact.byEmail("Agnes Thorold", new EmailAddress("a.thorold@example.org")),
                        null,
                        "Machines",
                        UNSURE + "\nAgnes Thorold\n07700 900 123, LN8 3AB, a.thorold@example.org",
                        "",
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        Set.of(),
                        Origin.UNKNOWN,
                        Map.of()));

        assertThat(asked)
                .singleElement()
                .asString()
                .contains("Machines")
                .doesNotContain("Agnes", "Thorold", "thorold", "07700", "900 123", "LN8");
    }

    @Test
    void messages_go_nowhere_that_nobody_has_agreed_to() {
        assertThatThrownBy(() -> settings("https://models.example.org/v1", "large", false)
                        .check())
                .hasMessageContaining("personal-data-agreed");
        assertThatThrownBy(
                        () -> settings("http://203.0.113.7/v1", "large", true).check())
                .hasMessageContaining("expected https");
        assertThatThrownBy(() ->
                        settings("https://models.example.org/v1", "", true).check())
                .hasMessageContaining("model is empty");
        settings("https://models.example.org/v1", "large", true).check();
        assertThat(settings("", "", false).wanted()).isFalse();
    }

    /** And nothing but the doubt speaks for a person. */
    private static boolean leavesADoubt(String text) {
        Classification alone = TestClassifier.with(TestCouncils.read()).classify(message(text));
        return alone.confidence() < LITTLE_CONFIDENCE && alone.flags().isEmpty() && alone.kind() != Kind.LEGAL;
    }

    private Classification classified(String text) {
        return classifier().classify(message(text));
    }

    private Classifier classifier() {
        return TestClassifier.with(
                TestCouncils.read(), TestFiles.attachedText(TestFiles.memoryStore()), secondOpinion());
    }

    private SecondOpinion secondOpinion() {
        SecondOpinionSettings settings =
                settings("http://127.0.0.1:" + server.getAddress().getPort() + "/v1", "large", true);
        settings.check();
        return new ChatModelOpinion(
                settings.chatModel(),
                ChatModelOpinion.question(Path.of("config/classification/second-opinion.txt")),
                settings.atOnce(),
                settings.pauseAfterFailure(),
                (InstantSource) now::get,
                registry);
    }

    private static SecondOpinionSettings settings(String endpoint, String model, boolean agreed) {
        return new SecondOpinionSettings(URI.create(endpoint), model, "", agreed, Duration.ofSeconds(20), 2, PAUSE);
    }

    private static Submission message(String text) {
        return Submission.ofText(TestCouncils.WEST_LINDSEY, Channel.EMAIL, text);
    }
}
