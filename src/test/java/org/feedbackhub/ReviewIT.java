package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.Intake;
import org.feedbackhub.arrival.LedgerAudit;
import org.feedbackhub.arrival.Outcome;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.arrival.Recorded;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Judgement;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Lesson;
import org.feedbackhub.feedback.LessonsChanged;
import org.feedbackhub.feedback.Origin;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Scan;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.policy.Clause;
import org.feedbackhub.publishing.EventType;
import org.feedbackhub.publishing.Outbox;
import org.feedbackhub.publishing.Topic;
import org.feedbackhub.review.Accuracy;
import org.feedbackhub.review.Decision;
import org.feedbackhub.review.Decisions;
import org.feedbackhub.review.ReviewDesk;
import org.feedbackhub.review.ReviewQueue;
import org.feedbackhub.review.Reviewed;
import org.feedbackhub.review.Shown;
import org.feedbackhub.review.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What people decide of what the hub was not sure of, on a whole hub with its real parts. */
class ReviewIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final CouncilId WL = new CouncilId("west-lindsey");
    private static final CouncilId NK = new CouncilId("north-kesteven");
    private static final CouncilId CODE = new CouncilId("lgsco-code");
    private static final Instant RECEIVED =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(4));
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String REVIEW = "/console/review";
    private static final String TEXT =
            "The bins in Mill Lane were late again this week.\n\nAnd the lady at the leisure centre was so kind to my son.";
    private static final AtomicInteger LESSONS = new AtomicInteger();

    private static HubUnderTest hub;
    private static CaseSystem caseSystem;

    private final ObjectMapper json = new ObjectMapper();

    /** One who learns. */
    @TestConfiguration
    static class Learning {
        @Bean
        LessonsChanged learner() {
            return LESSONS::incrementAndGet;
        }
    }

    @BeforeAll
    static void start() {
        List<String> settings = new ArrayList<>(List.of(
                "--hub.outbox.poll-every=500ms", "--db-scheduler.polling-interval=200ms", "--hub.raw.audit-every=1h"));
        String[][] users = {
            {"rita", "reviewer", "west-lindsey"},
            {"rob", "reviewer", "west-lindsey"},
            {"nora", "reviewer", "north-kesteven"},
            {"nick", "reviewer", "north-kesteven"},
            {"cora", "reviewer", "lgsco-code"},
            {"carl", "reviewer", "lgsco-code"},
            {"sam", "safeguarding", "west-lindsey"},
            {"olive", "operator", "west-lindsey"},
            {"pip", "phone-agent", "west-lindsey"}
        };
        for (int i = 0; i < users.length; i++) {
            String user = "--hub.console.users[" + i + "].";
            settings.addAll(List.of(
                    user + "name=" + users[i][0],
                    user + "password-hash={noop}let-me-in",
                    user + "roles=" + users[i][1],
                    user + "councils=" + users[i][2]));
        }
        hub = HubUnderTest.start(Learning.class, settings.toArray(String[]::new));
        caseSystem = new CaseSystem(hub.ports().kafka());
    }

    @AfterAll
    static void stop() {
        caseSystem.close();
        hub.close();
    }

    @Test
    void a_decision_is_published_and_acknowledged_at_once_and_keeps_what_led_to_the_proposal() throws Exception {
        String resident = resident();
        Reference reference = unsure(WL, resident, TEXT);
        published(reference, "feedback.for-review", 1);
        Browser rita = as("rita");

        HttpResponse<String> page = rita.get(REVIEW + "/" + reference);
        assertThat(page.body())
                .contains("Mill Lane", "What it is taken for", "Complaint, area not clear", "Runner-up: Comment, 31%")
                .contains("Rules", "a word of anger", "Nearest examples", "Model", resident, "Acknowledge by");
        assertThat(gauge()).isGreaterThanOrEqualTo(1);
        double waiting = gauge();
        HttpResponse<String> next = decide(rita, reference, "comment", "waste");

        assertThat(next.uri().getPath()).isEqualTo(REVIEW);
        assertThat(next.body()).contains(reference + " was decided: comment.");
        assertThat(gauge()).isEqualTo(waiting - 1);
        List<ConsumerRecord<String, byte[]>> left = published(reference, "feedback.for-review", 2);
        assertThat(left.get(1).value()).isNull();
        ConsumerRecord<String, byte[]> state =
                published(reference, "feedback.comments", 1).get(0);
        JsonNode body = json.readTree(state.value());
        assertThat(body.path("confidence").asDouble()).isEqualTo(1);
        assertThat(body.path("forReview").asBoolean()).isFalse();
        assertThat(body.path("receivedAt").asText()).isEqualTo(RECEIVED.toString());
        assertThat(body.path("respondBy").asText()).isEqualTo(inDays(14));
        assertThat(body.path("reasons").toString())
                .contains("a word of anger", "decided by a reviewer as comment")
                .doesNotContain("rita");
        assertThat(violations("feedback-recorded.v1", state.value())).isEmpty();
        ConsumerRecord<String, byte[]> moved =
                published(reference, "feedback.follow-ups", 1).get(0);
        assertThat(violations("feedback-moved.v1", moved.value())).isEmpty();
        assertThat(json.readTree(moved.value()).has("joined")).isFalse();
        await().atMost(SOON).until(() -> !hub.read(resident, "INBOX").isEmpty());
        assertThat(hub.read(resident, "INBOX").get(0).getSubject()).contains("comment");
        assertThat(now(reference).classification().judgement())
                .extracting(Judgement::model)
                .isEqualTo("model-7");
        assertThat(decisions(reference)).singleElement().satisfies(one -> {
            assertThat(one.source()).isEqualTo("review");
            assertThat(one.proposedKind()).isEqualTo("complaint");
            assertThat(one.confidence()).isEqualTo(0.4);
            assertThat(one.model()).isEqualTo("model-7");
            assertThat(one.decidedKind()).isEqualTo("comment");
            assertThat(one.decidedArea()).isEqualTo("waste");
            assertThat(one.by()).isEqualTo("rita");
        });
        assertThat(rita.get("/console/feedback/" + reference).body())
                .contains("What people decided", "Decided: Comment, waste", "rita");
    }

    @Test
    void who_decides_on_a_page_that_has_grown_old_changes_nothing_and_is_told_who_was_first() throws Exception {
        Reference reference = unsure(WL, resident(), TEXT);
        Browser rita = as("rita");
        Browser rob = as("rob");
        String shown = shown(rob, reference);
        decide(rita, reference, "comment", "");

        HttpResponse<String> late = rob.press(
                REVIEW + "/" + reference,
                REVIEW + "/" + reference + "/decide",
                "shown",
                shown,
                "kind",
                "complaint",
                "area",
                "");

        assertThat(late.body()).contains("Nothing was changed: rita has decided about " + reference);
        assertThat(now(reference).classification().kind()).isEqualTo(Kind.COMMENT);
        assertThat(decisions(reference)).hasSize(1);
        assertThat(published(reference, "feedback.comments", 1)).hasSize(1);
    }

    @Test
    void of_those_who_decide_at_the_same_moment_one_decides() throws Exception {
        Reference reference = unsure(WL, resident(), TEXT);
        String shown = Shown.of(now(reference));
        ExecutorService people = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Reviewed>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String by = "person " + i;
                all.add(() -> desk().split(
                                reference,
                                shown,
                                verdict(Kind.COMPLAINT),
                                TEXT.substring(0, 9),
                                verdict(Kind.COMMENT),
                                by));
            }
            List<Reviewed> came = new ArrayList<>();
            for (Future<Reviewed> one : people.invokeAll(all)) {
                came.add(one.get());
            }
            assertThat(came).filteredOn(Reviewed.Done.class::isInstance).hasSize(1);
            assertThat(came).filteredOn(Reviewed.Stale.class::isInstance).hasSize(3);
        } finally {
            people.shutdown();
        }
        assertThat(hub.bean(FeedbackRecords.class).partsOf(reference)).hasSize(1);
    }

    @Test
    void who_has_been_acknowledged_before_it_joins_and_asks_for_the_next_stage_is_told_how_that_stands()
            throws Exception {
        String resident = resident();
        Reference target = sure(WL, resident, "The bins in Mill Lane were late.");
        Reference late = unsure(WL, resident, "I am not happy with your answer.");
        published(late, "feedback.for-review", 1);
        hub.bean(JdbcClient.class)
                .sql(
                        "update notification set state = 'sent' where reference = :late and notification = 'acknowledgement'")
                .param("late", late.value())
                .update();

        assertThat(desk().join(late, Shown.of(now(late)), target, Intent.ESCALATION, "rita"))
                .isInstanceOf(Reviewed.Done.class);

        assertThat(notification(late, "acknowledgement")).isEqualTo("sent");
        List<ConsumerRecord<String, byte[]>> told = published(target, "feedback.follow-ups", 2);
        assertThat(header(told.get(1), "ce_type")).endsWith("escalation-requested.v1");
        assertThat(json.readTree(told.get(1).value()).path("standing").asText()).isEqualTo("no-further-stage");
        assertThat(await().atMost(SOON).until(() -> notification(target, "ombudsman-advice"), "sent"::equals))
                .isEqualTo("sent");
    }

    @Test
    void without_a_kind_or_with_an_area_of_nobody_the_page_says_so() throws Exception {
        Reference reference = unsure(WL, resident(), TEXT);
        Browser rita = as("rita");

        HttpResponse<String> answer = rita.press(
                REVIEW + "/" + reference,
                REVIEW + "/" + reference + "/decide",
                "shown",
                shown(rita, reference),
                "kind",
                "complaint",
                "area",
                "moon");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Choose what kind it is, and an area of the list");
        assertThat(now(reference).classification().forReview()).isTrue();
    }

    @Test
    void two_matters_become_two_feedback_with_clocks_from_one_receipt_and_the_counts_agree() throws Exception {
        String resident = resident();
        Reference first = unsure(WL, resident, TEXT);
        Browser rita = as("rita");
        String shown = shown(rita, first);
        String part = "And the lady at the leisure centre was\nso kind to my son.";

        assertThat(split(rita, first, shown, "words that nobody wrote").statusCode())
                .isEqualTo(400);
        assertThat(split(rita, first, shown, TEXT).body()).contains("The second matter is the whole message");
        HttpResponse<String> next = split(rita, first, shown, part);
        HttpResponse<String> again = split(rita, first, shown, part);

        Reference second = hub.bean(FeedbackRecords.class).partsOf(first).get(0);
        assertThat(hub.bean(FeedbackRecords.class).partsOf(first)).hasSize(1);
        assertThat(next.body()).contains(first + " was decided: complaint. Its second part is " + second);
        assertThat(again.body()).contains("Nothing was changed: you have decided about " + first);
        Feedback one = now(first);
        Feedback other = now(second);
        assertThat(one.submission().text()).isEqualTo(TEXT);
        assertThat(other.submission().text()).isEqualTo(part);
        assertThat(other.submission().fullText()).isEqualTo(TEXT);
        assertThat(other.submission().contact()).isEqualTo(one.submission().contact());
        assertThat(other.receivedAt()).isEqualTo(RECEIVED);
        assertThat(other.originalSha256()).isEqualTo(one.originalSha256());
        assertThat(other.submission().attachments())
                .hasSize(1)
                .isEqualTo(one.submission().attachments());
        assertThat(other.promise().acknowledgeBy()).isEqualTo(inDays(7));
        published(first, "feedback.complaints", 1);
        ConsumerRecord<String, byte[]> state =
                published(second, "feedback.compliments", 1).get(0);
        assertThat(header(state, "ce_sequence")).isEqualTo("1");
        assertThat(violations("feedback-recorded.v1", state.value())).isEmpty();
        await().atMost(SOON).until(() -> hub.read(resident, "INBOX").size() == 2);
        assertThat(hub.bean(LedgerAudit.class).count(0).difference()).isZero();
        assertThat(rita.get("/console/feedback/" + second).body())
                .contains("Other matters of the same message", first.value());
        assertThat(rita.get("/console/feedback/" + second + "/original").statusCode())
                .isEqualTo(200);
        assertThat(hub.bean(Decisions.class).teaching().map(Lesson::reference)).doesNotContain(first, second);
    }

    @Test
    void what_belongs_to_an_earlier_feedback_joins_it_and_its_own_reference_leads_there() throws Exception {
        String resident = resident();
        Reference target = sure(WL, resident, "The bins in Mill Lane were late.");
        await().atMost(SOON).until(() -> hub.read(resident, "INBOX").size() == 1);
        Reference late = unsure(WL, resident, "Still nothing since I wrote to you about Mill Lane.");
        assertThat(followUp(late, resident, "One more thing.").outcome()).isEqualTo(Outcome.FOLLOW_UP);
        Browser rita = as("rita");

        HttpResponse<String> done = join(rita, late, target.value());

        assertThat(done.body()).contains(late + " was joined to " + target);
        assertThat(published(late, "feedback.for-review", 2).get(1).value()).isNull();
        ConsumerRecord<String, byte[]> moved =
                published(late, "feedback.follow-ups", 2).get(1);
        assertThat(violations("feedback-moved.v1", moved.value())).isEmpty();
        assertThat(json.readTree(moved.value()).path("joined").asText()).isEqualTo(target.value());
        List<ConsumerRecord<String, byte[]>> told = published(target, "feedback.follow-ups", 2);
        assertThat(violations("follow-up-received.v1", told.get(0).value())).isEmpty();
        assertThat(hub.bean(FeedbackRecords.class).followUps(target))
                .extracting(FeedbackRecords.Joined::text)
                .containsExactly("Still nothing since I wrote to you about Mill Lane.", "One more thing.");
        assertThat(hub.bean(FeedbackRecords.class).followUps(late)).isEmpty();
        assertThat(hub.bean(FeedbackRecords.class).attachments(target)).hasSize(2);
        assertThat(notification(late, "acknowledgement")).isEqualTo("suppressed");
        assertThat(hub.read(resident, "INBOX")).hasSize(1);
        assertThat(rita.get("/console/feedback/" + late).body())
                .contains("It has become a follow-up of", target.value());
        assertThat(rita.get("/console/feedback/" + target).body())
                .contains("These have become follow-ups of it", late.value());
        assertThat(rita.press("/console/find", "/console/find", "q", late.value())
                        .body())
                .contains("It has become a follow-up of", target.value());
        assertThat(rita.get(REVIEW + "/" + late).statusCode()).isEqualTo(404);

        Recorded quoted = followUp(late, resident, "And what of " + late + "?");
        assertThat(quoted.outcome()).isEqualTo(Outcome.FOLLOW_UP);
        assertThat(quoted.reference()).isEqualTo(target);
        caseSystem.tell(late.value(), "closed", Instant.now(), "{}");
        assertThat(await().atMost(SOON)
                        .until(
                                () -> hub.bean(JdbcClient.class)
                                        .sql("select cause from dead_letter where key = :key")
                                        .param("key", late.value())
                                        .query(String.class)
                                        .list(),
                                causes -> !causes.isEmpty()))
                .singleElement()
                .asString()
                .contains("has become a follow-up of " + target);
        assertThat(hub.bean(LedgerAudit.class).count(0).difference()).isZero();
    }

    @Test
    void nothing_joins_what_is_unknown_foreign_or_itself() throws Exception {
        Reference late = unsure(WL, resident(), TEXT);
        Reference foreign = sure(NK, resident(), "Thank you");
        Browser rita = as("rita");

        assertThat(join(rita, late, "WL-1234").body()).contains("Enter the whole reference");
        for (String other : List.of("WL-0000-0000", foreign.value())) {
            HttpResponse<String> answer = join(rita, late, other);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains(
                            other.startsWith("WL-0000")
                                            && Reference.parse(other).isEmpty()
                                    ? "Enter the whole reference"
                                    : "There is no feedback with that reference in your council");
        }
        assertThat(join(rita, late, late.value()).body()).contains("Enter the reference of another feedback");
        assertThat(now(late).joinedTo()).isNull();
    }

    @Test
    @Clause("P11")
    void what_is_marked_goes_out_of_sight_at_once_and_comes_back_when_the_officer_releases_it() throws Exception {
        String resident = resident();
        Reference reference =
                unsure(WL, resident, "My neighbour shouts at her child every night. " + UUID.randomUUID());
        String officer =
                hub.bean(Councils.class).get(WL).officers().safeguarding().value();
        int alerts = hub.read(officer, "INBOX").size();
        Browser rita = as("rita");
        String one = REVIEW + "/" + reference;

        HttpResponse<String> marked = rita.press(one, one + "/harm");

        assertThat(marked.body())
                .contains(reference + " was marked as telling of harm")
                .doesNotContain("shouts at her child");
        await().atMost(SOON).until(() -> hub.read(officer, "INBOX").size() == alerts + 1);
        assertThat(published(reference, "feedback.for-review", 2).get(1).value())
                .isNull();
        published(reference, "feedback.safeguarding", 1);
        for (String who : List.of("rita", "rob", "olive")) {
            Browser other = as(who);
            assertThat(other.get("/console/feedback/" + reference).statusCode()).isEqualTo(404);
            assertThat(other.press("/console/find", "/console/find", "q", reference.value())
                            .body())
                    .contains("No feedback that you may read was found");
        }
        assertThat(rita.get(one).statusCode()).isEqualTo(404);
        assertThat(rita.press(REVIEW + "/decisions", one + "/decide", "kind", "comment")
                        .statusCode())
                .isEqualTo(404);

        followUp(reference, resident, "She was out in the rain tonight.");
        List<ConsumerRecord<String, byte[]>> restricted = published(reference, "feedback.safeguarding", 3);
        assertThat(header(restricted.get(1), "ce_type")).endsWith("follow-up-received.v1");
        assertThat(header(restricted.get(2), "ce_type")).endsWith("recorded.v1");
        assertThat(published(reference, "feedback.follow-ups", 1))
                .allSatisfy(record -> assertThat(header(record, "ce_type")).endsWith("moved.v1"));

        Browser sam = as("sam");
        assertThat(sam.get(one).body()).contains("May tell of harm", "shouts at her child");
        HttpResponse<String> released = sam.press(
                one, one + "/decide", "shown", shown(sam, reference), "kind", "complaint", "area", "", "go", "release");

        assertThat(released.body()).contains(reference + " was decided: complaint");
        JsonNode state = json.readTree(
                published(reference, "feedback.complaints", 1).get(0).value());
        assertThat(state.path("receivedAt").asText()).isEqualTo(RECEIVED.toString());
        assertThat(state.path("respondBy").asText()).isEqualTo(inDays(21));
        assertThat(state.path("flags").toString()).doesNotContain("safeguarding");
        assertThat(published(reference, "feedback.safeguarding", 4).get(3).value())
                .isNull();
        assertThat(rita.get("/console/feedback/" + reference).body())
                .contains("Marked as telling of harm", "rita", "Released from safeguarding: Complaint", "sam");
        assertThat(hub.bean(Decisions.class).teaching().map(Lesson::reference)).doesNotContain(reference);
    }

    @Test
    void what_is_found_unsure_and_may_tell_of_harm_is_decided_by_the_role_alone_and_can_stay_restricted()
            throws Exception {
        Reference reference = feedback(WL, Kind.COMPLAINT, true, resident(), "He hurts her.", Flag.SAFEGUARDING);
        String one = REVIEW + "/" + reference;
        assertThat(as("rita").get(one).statusCode()).isEqualTo(404);
        Browser sam = as("sam");

        HttpResponse<String> answer =
                sam.press(one, one + "/decide", "shown", shown(sam, reference), "kind", "comment", "area", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(now(reference).classification().kind()).isEqualTo(Kind.COMMENT);
        assertThat(now(reference).mayTellOfHarm()).isTrue();
        published(reference, "feedback.safeguarding", 2);

        new TransactionTemplate(hub.bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> hub.bean(Outbox.class)
                        .tell(
                                now(reference),
                                Topic.SURVEY_ANSWERS,
                                EventType.SURVEY_ANSWERED,
                                Map.of("reference", reference.value())));

        List<ConsumerRecord<String, byte[]>> restricted = published(reference, "feedback.safeguarding", 4);
        assertThat(header(restricted.get(2), "ce_type")).endsWith("survey.answered.v1");
        assertThat(header(restricted.get(3), "ce_type")).endsWith("feedback.recorded.v1");
        assertThat(published(reference, "feedback.survey-answers", 0)).isEmpty();
    }

    @Test
    void parts_of_one_message_and_what_has_joined_it_go_out_of_sight_together() throws Exception {
        Reference first = unsure(WL, resident(), TEXT);
        Browser rita = as("rita");
        split(rita, first, shown(rita, first), "And the lady at the leisure centre was so kind to my son.");
        Reference second = hub.bean(FeedbackRecords.class).partsOf(first).get(0);
        Reference joined = unsure(WL, resident(), "More of the same");
        join(rita, joined, first.value());

        assertThat(desk().markSafeguarding(second, "rita")).isInstanceOf(Reviewed.Done.class);

        assertThat(rita.get("/console/feedback/" + first).statusCode()).isEqualTo(404);
        assertThat(desk().markSafeguarding(second, "rita")).isInstanceOf(Reviewed.Stale.class);
        assertThat(desk().markSafeguarding(first, "rita")).isInstanceOf(Reviewed.Stale.class);
    }

    @Test
    void a_second_person_agrees_and_it_teaches_or_disagrees_and_it_is_decided_anew() throws Exception {
        Reference agreed = unsure(NK, resident(), "Please mow the green " + UUID.randomUUID());
        Reference disputed = unsure(NK, resident(), "Please mow the verge " + UUID.randomUUID());
        Browser nora = as("nora");
        Browser nick = as("nick");
        decide(nora, agreed, "complaint", "");
        decide(nora, disputed, "complaint", "");
        String list = REVIEW + "/decisions";
        UUID good = decisions(agreed).get(0).id();
        UUID bad = decisions(disputed).get(0).id();

        assertThat(nora.get(list).body()).doesNotContain(agreed.value(), disputed.value());
        assertThat(as("rita").get(list).body()).doesNotContain(agreed.value());
        assertThat(as("rita").press(list, list + "/" + good + "/agree").statusCode())
                .isEqualTo(404);
        assertThat(nora.press(REVIEW, list + "/" + good + "/agree").body())
                .contains("Somebody has looked at this decision");
        assertThat(taught()).doesNotContain(agreed, disputed);
        String before = hub.bean(Decisions.class).version();
        int told = LESSONS.get();

        assertThat(nick.get(list).body()).contains(agreed.value(), disputed.value(), "mow the verge");
        nick.press(list, list + "/" + good + "/agree");
        HttpResponse<String> anew = nick.press(list, list + "/" + bad + "/disagree");

        assertThat(hub.bean(Decisions.class).version()).isNotEqualTo(before);
        assertThat(LESSONS.get()).isGreaterThan(told);
        assertThat(anew.uri().getPath()).isEqualTo(REVIEW + "/" + disputed);
        assertThat(taught()).contains(agreed).doesNotContain(disputed);
        assertThat(nick.get(list).body()).doesNotContain(agreed.value()).contains("nick disagrees");
        assertThat(now(disputed).classification().kind()).isEqualTo(Kind.COMPLAINT);
        decide(nick, disputed, "service-request", "");
        assertThat(published(disputed, "feedback.referrals", 1)).hasSize(1);
        assertThat(decisions(disputed)).hasSize(2);
        assertThat(decisions(disputed).get(0).overturnedBy()).isEqualTo("nick");
        assertThat(decisions(disputed).get(1).proposedKind()).isEqualTo("complaint");
        assertThat(nick.get(list).body()).doesNotContain(disputed.value());
        assertThat(nora.get(list).body()).contains(disputed.value());
        assertThat(taught()).doesNotContain(disputed);

        // what was read of a letter by guessing is nobody's words
        hub.bean(JdbcClient.class)
                .sql("update feedback set state = jsonb_set(state, '{submission,details,unsurePages}', '\"1\"')"
                        + " where reference = :reference")
                .param("reference", agreed.value())
                .update();
        assertThat(taught()).doesNotContain(agreed);
    }

    @Test
    void the_same_correction_of_enough_feedback_teaches_and_a_case_systems_counts_as_one() {
        List<Reference> corrected = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Reference one = unsure(NK, resident(), "Why is my road not gritted? " + i);
            desk().decide(one, Shown.of(now(one)), verdict(Kind.INFORMATION_REQUEST), "nora");
            corrected.add(one);
        }
        assertThat(taught()).doesNotContainAnyElementsOf(corrected);

        Reference third = unsure(NK, resident(), "Why is my road not gritted? 3");
        String id = UUID.randomUUID().toString();
        caseSystem.tell(id, third.value(), "reclassified", Instant.now(), "{\"kind\":\"information-request\"}");
        await().atMost(SOON).until(() -> !decisions(third).isEmpty());
        corrected.add(third);

        assertThat(decisions(third)).singleElement().satisfies(one -> {
            assertThat(one.source()).isEqualTo("case-system");
            assertThat(one.proposedKind()).isEqualTo("complaint");
            assertThat(one.decidedKind()).isEqualTo("information-request");
        });
        assertThat(taught()).containsAll(corrected);
        assertThat(hub.bean(Decisions.class).teaching())
                .filteredOn(lesson -> lesson.reference().equals(third))
                .singleElement()
                .satisfies(lesson -> {
                    assertThat(lesson.text()).isEqualTo("Why is my road not gritted? 3");
                    assertThat(lesson.kind()).isEqualTo(Kind.INFORMATION_REQUEST);
                    assertThat(lesson.council()).isEqualTo(NK);
                });
        desk().decide(third, Shown.of(now(third)), verdict(Kind.COMMENT), "nick");
        assertThat(taught()).doesNotContainAnyElementsOf(corrected);
        assertThat(hub.bean(Decisions.class).teaching(null, 1)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void the_oldest_promise_comes_first_to_one_person_alone_and_what_is_skipped_is_not_lost() {
        Reference newer = feedback(CODE, RECEIVED, "newer");
        Reference older = feedback(CODE, RECEIVED.minus(Duration.ofDays(1)), "older");
        ReviewQueue queue = hub.bean(ReviewQueue.class);
        ReviewQueue.Reviewer cora = new ReviewQueue.Reviewer("cora", Set.of(CODE), Set.of());
        ReviewQueue.Reviewer carl = new ReviewQueue.Reviewer("carl", Set.of(CODE), Set.of());

        assertThat(queue.next(cora, null)).contains(older);
        assertThat(queue.next(cora, null)).contains(older);
        assertThat(queue.next(carl, null)).contains(newer);
        assertThat(queue.next(cora, older)).contains(older);
        assertThat(queue.waiting(cora)).isEqualTo(2);
        assertThat(queue.next(carl, newer)).contains(newer);
        hub.bean(JdbcClient.class)
                .sql("update review_claim set claimed_until = now() - interval '1 second'")
                .update();
        assertThat(queue.next(carl, null)).contains(older);
        assertThat(queue.next(carl, older)).contains(newer);
        assertThat(queue.next(carl, newer)).contains(older);
        desk().decide(older, Shown.of(now(older)), verdict(Kind.COMPLAINT), "carl");
        assertThat(queue.next(cora, null)).contains(newer);
        desk().decide(newer, Shown.of(now(newer)), verdict(Kind.COMMENT), "carl");
        assertThat(queue.waiting(cora)).isZero();
    }

    @Test
    void accuracy_counts_decisions_against_proposals_in_the_councils_of_the_person() throws Exception {
        Reference confirmed = unsure(CODE, resident(), "a");
        Reference changed = unsure(CODE, resident(), "b");
        desk().decide(confirmed, Shown.of(now(confirmed)), verdict(Kind.COMPLAINT), "cora");
        desk().decide(changed, Shown.of(now(changed)), verdict(Kind.COMPLIMENT), "cora");

        String page = as("cora").get(REVIEW + "/accuracy").body();

        assertThat(page)
                .contains("<svg", "What became what", "Compliment", "model-7", "confirmed")
                .doesNotContain("cora</td>", confirmed.value());
        assertThat(hub.bean(Accuracy.class).confusion(Set.of(CODE), LONDON))
                .contains(new Accuracy.Pair("complaint", "compliment", 1));
        assertThat(hub.bean(Accuracy.class).byVersion(Set.of(new CouncilId("elsewhere")), LONDON))
                .isEmpty();
        assertThat(as("cora").get(REVIEW + "/accuracy?kind=complaint").statusCode())
                .isEqualTo(200);
    }

    @Test
    void reviews_are_for_reviewers_of_the_council() throws Exception {
        Reference reference = unsure(WL, resident(), TEXT);
        String one = REVIEW + "/" + reference;

        for (String page : List.of(REVIEW, one, REVIEW + "/decisions", REVIEW + "/accuracy")) {
            assertThat(as("pip").get(page).statusCode()).as(page).isEqualTo(403);
            assertThat(as("olive").get(page).statusCode()).as(page).isEqualTo(403);
        }
        assertThat(as("pip").get("/console").body()).doesNotContain("href=\"/console/review\"");
        Browser nora = as("nora");
        assertThat(nora.get("/console").body()).contains("href=\"/console/review\"");
        assertThat(nora.get(one).statusCode()).isEqualTo(404);
        assertThat(nora.get(REVIEW).body()).doesNotContain(reference.value());
        for (String action : List.of("decide", "split", "join", "harm")) {
            assertThat(nora.press("/console/find", one + "/" + action, "kind", "comment")
                            .statusCode())
                    .isEqualTo(404);
        }
        HttpResponse<String> without = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.httpPort() + one + "/harm"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(without.statusCode()).isIn(302, 403);
        assertThat(as("rita").forge(one + "/harm").statusCode()).isEqualTo(403);
        assertThat(now(reference).classification().forReview()).isTrue();
        assertThat(now(reference).mayTellOfHarm()).isFalse();
    }

    private static String inDays(int days) {
        return LocalDate.ofInstant(RECEIVED, LONDON).plusDays(days).toString();
    }

    private static ReviewDesk desk() {
        return hub.bean(ReviewDesk.class);
    }

    private static Verdict verdict(Kind kind) {
        return new Verdict(kind, null, EnumSet.noneOf(Flag.class));
    }

    private static List<Decision> decisions(Reference reference) {
        return hub.bean(Decisions.class).about(reference);
    }

    private static List<Reference> taught() {
        return hub.bean(Decisions.class).teaching().map(Lesson::reference).toList();
    }

    private static double gauge() {
        return hub.bean(MeterRegistry.class).get("hub.review.waiting").gauge().value();
    }

    private static String notification(Reference reference, String type) {
        return hub.bean(JdbcClient.class)
                .sql("select state from notification where reference = :reference and notification = :type")
                .param("reference", reference.value())
                .param("type", type)
                .query(String.class)
                .single();
    }

    private static HttpResponse<String> decide(Browser browser, Reference reference, String kind, String area)
            throws Exception {
        String one = REVIEW + "/" + reference;
        return browser.press(one, one + "/decide", "shown", shown(browser, reference), "kind", kind, "area", area);
    }

    private static HttpResponse<String> split(Browser browser, Reference reference, String shown, String part)
            throws Exception {
        String one = REVIEW + "/" + reference;
        return browser.press(
                one,
                one + "/split",
                "shown",
                shown,
                "kind",
                "complaint",
                "area",
                "waste",
                "part",
                part,
                "secondKind",
                "compliment",
                "secondArea",
                "");
    }

    private static HttpResponse<String> join(Browser browser, Reference reference, String other) throws Exception {
        String one = REVIEW + "/" + reference;
        return browser.press(one, one + "/join", "shown", shown(browser, reference), "other", other);
    }

    private static String shown(Browser browser, Reference reference) throws Exception {
        return org.jsoup.Jsoup.parse(browser.get(REVIEW + "/" + reference).body())
                .select("#decide [name=shown]")
                .val();
    }

    private static Browser as(String who) throws Exception {
        Browser browser = new Browser(hub.httpPort());
        browser.signIn(who, "let-me-in");
        return browser;
    }

    private static String resident() {
        return "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    }

    private static Feedback now(Reference reference) {
        return hub.bean(FeedbackRecords.class).find(reference).orElseThrow();
    }

    private static Reference unsure(CouncilId council, String resident, String text) {
        return feedback(council, Kind.COMPLAINT, true, resident, text);
    }

    private static Reference sure(CouncilId council, String resident, String text) {
        return feedback(council, Kind.COMPLAINT, false, resident, text);
    }

    private static Reference feedback(CouncilId council, Instant receivedAt, String text) {
        return Objects.requireNonNull(record(council, Kind.COMPLAINT, true, resident(), text, List.of(), receivedAt)
                .reference());
    }

    private static Reference feedback(
            CouncilId council, Kind kind, boolean unsure, String resident, String text, Flag... flags) {
        return Objects.requireNonNull(record(council, kind, unsure, resident, text, List.of(), RECEIVED, flags)
                .reference());
    }

    private static Recorded followUp(Reference quoted, String resident, String text) {
        return record(WL, Kind.COMMENT, false, resident, text, List.of(quoted), RECEIVED.plus(Duration.ofHours(3)));
    }

    private static Recorded record(
            CouncilId council,
            Kind kind,
            boolean unsure,
            String resident,
            String text,
            List<Reference> quoted,
            Instant receivedAt,
            Flag... flags) {
        try {
            RawItem raw = hub.bean(RawStore.class)
                    .keep(out -> out.write((text + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8)));
            Attachment photo = new Attachment(1, "photo.jpg", "image/jpeg", raw.size(), raw.sha256(), Scan.NOT_SCANNED);
            Submission submission = new Submission(
                    council,
                    Channel.EMAIL,
                    Contact.byEmail("A Resident", new EmailAddress(resident)),
                    null,
                    "My letter",
                    text,
                    text,
                    "en",
                    quoted.isEmpty() ? List.of(photo) : List.of(),
                    quoted,
                    List.of(),
                    Set.of(),
                    Origin.UNKNOWN,
                    Map.of());
            Classification classification = new Classification(
                    kind,
                    List.of(kind),
                    null,
                    Set.copyOf(Arrays.asList(flags)),
                    unsure ? 0.4 : 1,
                    List.of(
                            Reason.rule("a word of anger"),
                            Reason.example("like the example about bins"),
                            Reason.model("complaint 0.4")),
                    unsure,
                    new Judgement(
                            "model-7",
                            List.of(new Judgement.Likely("complaint", 0.4), new Judgement.Likely("comment", 0.31)),
                            List.of()));
            Arrived arrived = new Arrived("test:" + UUID.randomUUID(), council, Channel.EMAIL, receivedAt, raw);
            return hub.bean(Intake.class)
                    .record(new Finding.Understood(arrived, submission, classification, Intent.MESSAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> published(Reference reference, String topic, int events) {
        return await().atMost(SOON)
                .until(
                        () -> hub.records(topic).stream()
                                .filter(record -> reference.value().equals(record.key()))
                                .toList(),
                        found -> found.size() == events);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static List<String> violations(String schema, byte[] body) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("config/contracts/" + schema + ".schema.json")))
                .validate(new String(body, StandardCharsets.UTF_8), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }
}
