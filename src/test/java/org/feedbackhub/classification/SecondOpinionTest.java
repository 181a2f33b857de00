package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
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
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.attachment.TestFiles;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Origin;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecondOpinionTest {

    private static final Classifier ALONE = TestClassifier.with(TestCouncils.read());
    private static final Set<String> AGREED = Set.of("west-lindsey");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** The server begins an answer and never ends it. */
    private static final String STALLED = "stalled";

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

    private final Queue<HttpExchange> stalled = new ConcurrentLinkedQueue<>();
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
            if (STALLED.equals(said)) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().flush();
                stalled.add(exchange);
                return;
            }
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
        stalled.forEach(HttpExchange::close);
        server.stop(0);
    }

    @Test
    void what_both_hold_likeliest_needs_no_person() {
        Classification alone = ALONE.classify(message(UNSURE));
        assertThat(alone.forReview()).as("confidence %s", alone.confidence()).isTrue();
        answer.set(alone.kind().id() + ".");

        Classification confirmed = classified(message(UNSURE));

        assertThat(confirmed.kind()).isEqualTo(alone.kind());
        assertThat(confirmed.confidence()).isEqualTo(alone.confidence());
        assertThat(confirmed.forReview()).isFalse();
        assertThat(said(confirmed)).contains("second opinion: " + alone.kind().id());
    }

    @Test
    void another_opinion_is_shown_to_the_person_who_decides() {
        answer.set("Legal");

        Classification disputed = classified(message(UNSURE));

        assertThat(disputed.forReview()).isTrue();
        assertThat(disputed.kind()).isNotEqualTo(Kind.LEGAL);
        assertThat(said(disputed)).contains("second opinion: legal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Not a complaint.", "complaint or comment", "As a language model I cannot say."})
    void an_answer_that_is_not_one_kind_is_none(String said) {
        answer.set(said);

        Classification left = classified(message(UNSURE));

        assertThat(left.forReview()).isTrue();
        assertThat(said(left)).noneMatch(reason -> reason.startsWith("second opinion"));
        assertThat(counted("not-understood")).isEqualTo(1);
    }

    @Test
    void who_fails_is_left_alone_for_a_while() {
        answer.set(null);
        Classifier classifier = classifier();

        assertThat(classified(classifier, message(UNSURE)).forReview()).isTrue();
        assertThat(classified(classifier, message(UNSURE)).forReview()).isTrue();
        assertThat(asked).hasSize(1);
        assertThat(counted("failed")).isEqualTo(1);

        now.set(now.get().plus(PAUSE));
        classified(classifier, message(UNSURE));
        assertThat(asked).hasSize(2);
    }

    @Test
    void who_begins_an_answer_and_does_not_end_it_is_not_waited_for() {
        answer.set(STALLED);

        assertThat(secondOpinion(Duration.ofMillis(300)).of(message(UNSURE))).isEmpty();

        assertThat(counted("failed")).isEqualTo(1);
    }

    @Test
    void nobody_is_asked_about_what_is_sure() {
        Classification sure = classified(
                message("The bins in Ropery Road were missed again on Tuesday, for the third time, although I"
                        + " rang twice. I want to make a complaint about this service."));

        assertThat(sure.forReview()).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    @Clause("P11")
    void nobody_is_asked_about_what_may_tell_of_harm_however_unsure_its_kind_is() {
        Classification flagged = classified(message(UNSURE, Contact.ANONYMOUS, Set.of(Flag.SAFEGUARDING)));

        assertThat(flagged.confidence()).isLessThan(LITTLE_CONFIDENCE);
        assertThat(asked).isEmpty();
    }

    @Test
    void nobody_is_asked_about_what_is_only_looked_at() {
        assertThat(classifier().classify(message(UNSURE)).forReview()).isTrue();

        assertThat(asked).isEmpty();
    }

    @Test
    void nobody_is_asked_about_a_message_too_long_to_be_sent_whole() {
        assertThat(secondOpinion(LONG).of(message(UNSURE.repeat(200)))).isEmpty();

        assertThat(asked).isEmpty();
    }

    @Test
    void messages_of_a_council_that_has_not_agreed_stay_here() {
        assertThat(secondOpinion(LONG).of(Submission.ofText(TestCouncils.NORTH_KESTEVEN, Channel.EMAIL, UNSURE)))
                .isEmpty();

        assertThat(asked).isEmpty();
    }

    @Test
    void ways_to_reach_the_person_are_left_out() {
        Contact agnes = new Contact(
                "Agnes Ng Thorold",
                new EmailAddress("a.thorold@example.org"),
                null,
                "The Old School, Mill Lane, Caistor",
                null,
                null);
        secondOpinion(LONG)
                .of(message(
                        "Machines in the car park of the school.\nAgnes Thorold (Mrs Ng), The Old School, Mill Lane\n07700 900 123,"
                                + " 0044 7700 900456, 07700\u00a0900\u2013789, LN8 3AB, a.thorold@example.org, www.thorold.example",
                        agnes,
                        Set.of()));

        assertThat(asked)
                .singleElement()
                .asString()
                .contains("Machines in the car park of the school")
                .doesNotContain("Agnes", "Ng", "horold", "Mill Lane", "7700", "900", "LN8");
    }

    @Test
    void messages_go_nowhere_that_nobody_has_agreed_to() {
        refused("https://models.example.org/v1", "large", Set.of(), "agreed-by");
        refused("https://models.example.org/v1", "large", Set.of("lincoln"), "agreed-by names lincoln");
        refused("http://203.0.113.7/v1", "large", AGREED, "expected https");
        refused("https://models.example.org/v1", "", AGREED, "model is empty");

        settings("https://models.example.org/v1", "large", AGREED, LONG).check(TestCouncils.read());
        assertThat(settings("", "", Set.of(), LONG).wanted()).isFalse();
    }

    /** As the hub starts. */
    private void refused(String endpoint, String model, Set<String> agreedBy, String why) {
        assertThatThrownBy(() -> new SecondOpinionConfiguration()
                        .secondOpinion(
                                Path.of("config"),
                                settings(endpoint, model, agreedBy, LONG),
                                TestCouncils.read(),
                                now::get,
                                registry))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why);
    }

    /** Nothing but its confidence speaks for a person. */
    private static boolean leavesADoubt(String text) {
        Classification alone = ALONE.classify(message(text));
        return alone.confidence() < LITTLE_CONFIDENCE
                && alone.flags().isEmpty()
                && alone.kind() != Kind.LEGAL
                && said(alone).stream().noneMatch(reason -> reason.startsWith("said-elsewhere"));
    }

    private static List<String> said(Classification classification) {
        return classification.reasons().stream().map(Reason::text).toList();
    }

    private double counted(String result) {
        return registry.counter("hub.second.opinions", "result", result).count();
    }

    private Classification classified(Submission submission) {
        return classified(classifier(), submission);
    }

    private static Classification classified(Classifier classifier, Submission submission) {
        Arrived arrived = new Arrived(
                "imap:test/INBOX/1/1",
                submission.council(),
                submission.channel(),
                Instant.parse("2026-03-02T08:00:00Z"),
                new RawItem("0".repeat(64), 1));
        return ((Finding.Understood) classifier.classify(new Finding.Written(arrived, submission))).classification();
    }

    private Classifier classifier() {
        return TestClassifier.with(
                TestCouncils.read(), TestFiles.attachedText(TestFiles.memoryStore()), secondOpinion(LONG));
    }

    private SecondOpinion secondOpinion(Duration within) {
        SecondOpinionSettings settings =
                settings("http://127.0.0.1:" + server.getAddress().getPort() + "/v1", "large", AGREED, within);
        return new SecondOpinionConfiguration()
                .secondOpinion(Path.of("config"), settings, TestCouncils.read(), now::get, registry);
    }

    private static SecondOpinionSettings settings(
            String endpoint, String model, Set<String> agreedBy, Duration within) {
        return new SecondOpinionSettings(URI.create(endpoint), model, "", agreedBy, within, 2, PAUSE);
    }

    private static Submission message(String text) {
        return message(text, Contact.ANONYMOUS, Set.of());
    }

    private static Submission message(String text, Contact contact, Set<Flag> flags) {
        return new Submission(
                TestCouncils.WEST_LINDSEY,
                Channel.EMAIL,
                contact,
                null,
                "",
                text,
                text,
                null,
                List.of(),
                List.of(),
                List.of(),
                flags,
                Origin.UNKNOWN,
                Map.of());
    }
}
