package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.feedbackhub.Browser;
import org.feedbackhub.ConfigFolder;
import org.feedbackhub.HubUnderTest;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.Intake;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Judgement;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.review.Decisions;
import org.feedbackhub.review.ReviewDesk;
import org.feedbackhub.review.Reviewed;
import org.feedbackhub.review.Shown;
import org.feedbackhub.review.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Learning on a whole hub with its real parts, from a handful of examples. */
class LearningIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** So that it does not learn from some of the decisions while the others are made. */
    private static final String NOT_BY_ITSELF = "--hub.classification.learn-after=1h";

    /** What the examples know nothing of. */
    private static final List<String> PARADE = List.of(
            "Our lantern for the winter parade did not get a place. Please look at it again.",
            "The lantern group from the school was left out of the winter parade. We ask you to think again.",
            "Our choir wants its place in the lantern parade after all. Please look at our form again.",
            "No place in the winter parade for our lantern boat. Could the panel think again?",
            "We made a lantern dragon and got no place in the parade. We ask for another look by the panel.",
            "The panel gave our lantern swans no place in the winter parade. Please think again.",
            "Our lantern lion was left out by the parade panel. We ask for another look.",
            "Please think again about a place for our lantern tower in the winter parade.");

    private static final List<String> PLACES =
            List.of("Mill Lane", "Church Road", "Station Street", "the High Street", "Silver Street");

    /** How often each of them is decided against the examples. */
    private static final int TIMES = 4;

    private static final String LIKE_THESE =
            "Our lantern whale got no place in the winter parade. Could the panel look at it again?";

    private static HubUnderTest hub;

    @TestConfiguration
    static class NothingMore {}

    @BeforeAll
    static void start() throws IOException {
        ConfigFolder config = new ConfigFolder();
        handful(Path.of(config.setting().substring(config.setting().indexOf('=') + 1)));
        hub = HubUnderTest.start(
                NothingMore.class,
                config.setting(),
                "--hub.classification.learn-after=0s",
                "--hub.classification.look-every=1h",
                "--db-scheduler.polling-interval=200ms",
                "--hub.console.users[0].name=rita",
                "--hub.console.users[0].password-hash={noop}let-me-in",
                "--hub.console.users[0].roles=reviewer",
                "--hub.console.users[0].councils=west-lindsey");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static void handful(Path config) throws IOException {
        Path examples = config.resolve("classification/examples/common");
        try (Stream<Path> files = Files.list(examples)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        StringBuilder yaml = new StringBuilder("examples:\n");
        for (String place : PLACES) {
            one(
                    yaml,
                    Kind.COMPLAINT,
                    "The bins in " + place + " were missed again and nobody answers me. Not good enough.");
            one(
                    yaml,
                    Kind.COMPLAINT,
                    "I am fed up with the missed collections in " + place + ". Third time, and nobody cares.");
            one(yaml, Kind.COMPLIMENT, "Thank you so much to the crew in " + place + ", they were lovely and kind.");
            one(yaml, Kind.COMPLIMENT, "What a kind and helpful crew you have in " + place + ". Thank you.");
            one(yaml, Kind.SERVICE_REQUEST, "Could you send me a new green bin for " + place + " please?");
            one(yaml, Kind.COMMENT, "It would be nice to have more recycling banks near " + place + ", just an idea.");
        }
        Files.writeString(examples.resolve("handful.yaml"), yaml);
    }

    private static void one(StringBuilder yaml, Kind kind, String text) {
        yaml.append("  - kind: ").append(kind.id()).append("\n    area: waste\n    text: \"");
        yaml.append(text).append("\"\n");
    }

    @Test
    void decisions_make_a_version_that_judges_and_can_be_taken_back_and_bad_ones_make_none() throws Exception {
        String configured = judged().model();
        assertThat(kind()).isNotEqualTo("appeal");
        assertThat(versions().all()).isEmpty();

        PARADE.forEach(text -> decided(text, Kind.COMPLAINT, Kind.APPEAL));
        String learnt = await().atMost(SOON)
                .until(
                        () -> {
                            hub.bean(LearningPlan.class).look();
                            return hub.bean(ModelInUse.class).version();
                        },
                        version -> !version.equals(configured));
        // what was decided while the job already ran
        hub.bean(Learning.class).learn();
        String version = hub.bean(ModelInUse.class).version();

        assertThat(learnt).isNotBlank();
        assertThat(judged().model()).isEqualTo(version);
        assertThat(kind()).isEqualTo("appeal");
        assertThat(versions().find(version)).hasValueSatisfying(made -> {
            assertThat(made.base()).isEqualTo(configured);
            assertThat(made.lessons()).isEqualTo(PARADE.size());
            assertThat(made.adoptedAt()).isNotNull();
            assertThat(made.figures().lessonsRight())
                    .isGreaterThan(made.figures().proposalsRight());
        });
        assertThat(classified().reasons()).noneMatch(reason -> reason.toString().contains("lantern"));
        assertThat(page()).contains("Versions of the model", version, configured, "In use");

        takenBackBySetting(configured, version);
        badOnesMakeNone(version);
        forgottenWithTheirFeedback(configured);
    }

    private static void takenBackBySetting(String configured, String version) {
        hub.restart(NOT_BY_ITSELF, "--hub.classification.model=configured");
        assertThat(judged().model()).isEqualTo(configured);
        assertThat(kind()).isNotEqualTo("appeal");
        assertThatThrownBy(() -> hub.restart(NOT_BY_ITSELF, "--hub.classification.model=yesterdays"))
                .hasStackTraceContaining(
                        "hub.classification.model: there is no version yesterdays. There are configured, " + version);
        hub.restart(NOT_BY_ITSELF, "--hub.classification.model=" + version);
        assertThat(judged().model()).isEqualTo(version);
        hub.restart(NOT_BY_ITSELF);
        assertThat(judged().model()).isEqualTo(version);
        assertThat(kind()).isEqualTo("appeal");
    }

    private static void badOnesMakeNone(String version) {
        for (String place : PLACES) {
            for (int i = 0; i < TIMES; i++) {
                decided(
                        "The bins in " + place + " were missed again and nobody answers me. Not good enough. " + i,
                        Kind.COMPLAINT,
                        Kind.COMPLIMENT);
            }
        }

        hub.bean(Learning.class).learn();

        assertThat(judged().model()).isEqualTo(version);
        assertThat(versions().all())
                .filteredOn(made -> made.lessons() == PARADE.size() + TIMES * PLACES.size())
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.adoptedAt()).isNull();
                    assertThat(refused.reason()).contains("kinds of the examples");
                });
    }

    private static void forgottenWithTheirFeedback(String configured) {
        String before = hub.bean(Decisions.class).version();
        // as it goes by cascade when the feedback is deleted
        hub.bean(JdbcClient.class).sql("delete from review_decision").update();
        assertThat(hub.bean(Decisions.class).version()).isNotEqualTo(before);

        hub.bean(Learning.class).learn();

        assertThat(judged().model()).isEqualTo(configured);
        assertThat(versions().adopted(configured))
                .hasValueSatisfying(judging -> assertThat(judging.configured()).isTrue());
    }

    private static ModelVersions versions() {
        return hub.bean(ModelVersions.class);
    }

    private static Classification classified() {
        return hub.bean(Classifier.class)
                .classify(Submission.ofText(TestCouncils.WEST_LINDSEY, Channel.EMAIL, LIKE_THESE));
    }

    private static Judgement judged() {
        return Objects.requireNonNull(classified().judgement());
    }

    private static String kind() {
        return judged().kinds().get(0).id();
    }

    private static String page() throws Exception {
        Browser rita = new Browser(hub.httpPort());
        rita.signIn("rita", "let-me-in");
        return rita.get("/console/review/accuracy").body();
    }

    /** Somebody decides what it is, and somebody else agrees. */
    private static void decided(String text, Kind proposed, Kind kind) {
        Reference reference = recorded(text, proposed);
        ReviewDesk desk = hub.bean(ReviewDesk.class);
        Feedback now = hub.bean(FeedbackRecords.class).find(reference).orElseThrow();
        assertThat(desk.decide(reference, Shown.of(now), new Verdict(kind, null, EnumSet.noneOf(Flag.class)), "rita"))
                .isInstanceOf(Reviewed.Done.class);
        UUID decision = hub.bean(Decisions.class).about(reference).get(0).id();
        assertThat(desk.agree(decision, "rob")).isTrue();
    }

    private static Reference recorded(String text, Kind proposed) {
        try {
            RawItem raw = hub.bean(RawStore.class)
                    .keep(out -> out.write((text + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8)));
            Arrived arrived = new Arrived(
                    "test:" + UUID.randomUUID(), TestCouncils.WEST_LINDSEY, Channel.EMAIL, Instant.now(), raw);
            Classification unsure = new Classification(
                    proposed, List.of(proposed), null, EnumSet.noneOf(Flag.class), 0.4, List.of(), true);
            Submission submission = Submission.ofText(TestCouncils.WEST_LINDSEY, Channel.EMAIL, text);
            return Objects.requireNonNull(hub.bean(Intake.class)
                    .record(new Finding.Understood(arrived, submission, unsure, Intent.MESSAGE))
                    .reference());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
