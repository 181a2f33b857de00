package org.feedbackhub.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.feedbackhub.HubUnderTest;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What arrives at the same moment shares a transaction, and meets there what other transactions do with the same feedback. */
class ArrivalGroupsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final CouncilId NK = new CouncilId("north-kesteven");

    private static HubUnderTest hub;

    /** No further beans. */
    static class Nothing {}

    /** A feedback and its contact. */
    private record Story(Reference reference, EmailAddress resident) {}

    @BeforeAll
    static void start() {
        hub = HubUnderTest.start(Nothing.class);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void follow_ups_of_a_group_take_their_feedback_in_the_order_in_which_all_do() {
        takesTheLowerReferenceFirst(
                (higher, lower) -> List.of(message(higher), message(lower)), Outcome.FOLLOW_UP, Outcome.FOLLOW_UP);
    }

    @Test
    void bounces_of_a_group_take_their_feedback_in_the_order_in_which_all_do() {
        takesTheLowerReferenceFirst(
                (higher, lower) -> List.of(bounce(higher), bounce(lower)), Outcome.AUTOMATIC, Outcome.AUTOMATIC);
        takesTheLowerReferenceFirst((higher, lower) -> List.of(bounce(higher, lower)), Outcome.AUTOMATIC);
    }

    @Test
    void follow_ups_and_bounces_of_a_group_take_their_feedback_in_one_order() {
        takesTheLowerReferenceFirst(
                (higher, lower) -> List.of(message(higher), bounce(lower)), Outcome.FOLLOW_UP, Outcome.AUTOMATIC);
        takesTheLowerReferenceFirst(
                (higher, lower) -> List.of(bounce(higher), message(lower)), Outcome.AUTOMATIC, Outcome.FOLLOW_UP);
    }

    @Test
    @Clause("P8")
    void who_asks_twice_at_the_same_moment_for_the_next_stage_is_told_one_date() {
        Story story = answered();

        recordAll(List.of(request(story, WEEK), request(story, Duration.ZERO)));

        assertThat(nextStageDates(story)).hasSize(2).doesNotContainNull();
        assertThat(Set.copyOf(nextStageDates(story))).hasSize(1);
        assertThat(confirmations(story)).isOne();
    }

    @Test
    @Clause("P8")
    void who_asks_twice_and_is_heard_by_two_instances_is_told_one_date() {
        Story story = answered();

        CompletableFuture<List<Recorded>> other = transaction().execute(status -> {
            recordAll(List.of(request(story, WEEK)));
            CompletableFuture<List<Recorded>> running =
                    CompletableFuture.supplyAsync(() -> recordAll(List.of(request(story, Duration.ZERO))));
            awaitBlocked();
            return running;
        });

        assertThat(other).succeedsWithin(SOON);
        assertThat(Set.copyOf(nextStageDates(story))).hasSize(1);
        assertThat(confirmations(story)).isOne();
    }

    /** A feedback that was answered a fortnight ago. */
    private static Story answered() {
        Story story = begun();
        jdbc().sql("update feedback set responded_on = current_date - 14 where reference = ?")
                .param(story.reference().value())
                .update();
        return story;
    }

    /** Its contact asked for the next stage so long ago. */
    private static Finding request(Story story, Duration ago) {
        return understood(
                story.resident(), List.of(story.reference()), Instant.now().minus(ago), Intent.ESCALATION);
    }

    private static List<LocalDate> nextStageDates(Story story) {
        return jdbc().sql("select next_stage_by from follow_up where reference = ? and standing = 'within-window'")
                .param(story.reference().value())
                .query(LocalDate.class)
                .list();
    }

    private static int confirmations(Story story) {
        return jdbc().sql("select count(*) from notification where reference = ? and notification = 'stage-confirmed'")
                .param(story.reference().value())
                .query(Integer.class)
                .single();
    }

    /** Another transaction has the lower one and then wants the higher one, as what records many notifications at once does. */
    private static void takesTheLowerReferenceFirst(
            BiFunction<Story, Story, List<Finding>> group, Outcome... outcomes) {
        List<Story> stories = new ArrayList<>(List.of(begun(), begun()));
        stories.sort(Comparator.comparing(story -> story.reference().value()));
        Story lower = stories.get(0);
        Story higher = stories.get(1);
        stories.forEach(ArrivalGroupsIT::awaitSent);
        List<Finding> findings = group.apply(higher, lower);

        CompletableFuture<List<Recorded>> recorded = transaction().execute(status -> {
            lock(lower, "");
            CompletableFuture<List<Recorded>> running = CompletableFuture.supplyAsync(() -> recordAll(findings));
            awaitBlocked();
            assertThatCode(() -> lock(higher, "nowait")).doesNotThrowAnyException();
            return running;
        });

        assertThat(recorded)
                .succeedsWithin(SOON)
                .satisfies(all -> assertThat(all).extracting(Recorded::outcome).containsExactly(outcomes));
    }

    private static void lock(Story story, String how) {
        jdbc().sql("select 1 from feedback where reference = ? for update " + how)
                .param(story.reference().value())
                .query(Integer.class)
                .single();
    }

    /** Until somebody waits for what the running transaction has locked. */
    private static void awaitBlocked() {
        int mine = jdbc().sql("select pg_backend_pid()").query(Integer.class).single();
        await().pollInSameThread()
                .atMost(SOON)
                .until(() ->
                        jdbc().sql("select count(*) from pg_locks where not granted and ? = any(pg_blocking_pids(pid))")
                                        .param(mine)
                                        .query(Integer.class)
                                        .single()
                                > 0);
    }

    private static List<Recorded> recordAll(List<Finding> findings) {
        return transaction().execute(status -> hub.bean(IntakeTransaction.class).recordAll(findings));
    }

    private static Story begun() {
        EmailAddress resident =
                new EmailAddress("r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org");
        Finding complaint = understood(resident, List.of(), Instant.now(), Intent.MESSAGE);
        return new Story(recordAll(List.of(complaint)).get(0).reference(), resident);
    }

    private static void awaitSent(Story story) {
        await().atMost(SOON).until(() -> jdbc().sql("select state from notification where reference = ?")
                .param(story.reference().value())
                .query(String.class)
                .single()
                .equals("sent"));
    }

    private static Finding message(Story story) {
        return understood(story.resident(), List.of(story.reference()), Instant.now(), Intent.MESSAGE);
    }

    private static Finding understood(
            EmailAddress resident, List<Reference> quoted, Instant receivedAt, Intent intent) {
        String text = "The gate of the allotments has been broken since Easter " + UUID.randomUUID();
        Submission plain = Submission.ofText(NK, Channel.WEB_FORM, text).by(Contact.byEmail("A Person", resident));
        Submission submission = new Submission(
                NK,
                plain.channel(),
                plain.contact(),
                null,
                "",
                text,
                text,
                null,
                List.of(),
                quoted,
                List.of(),
                Set.of(),
                plain.origin(),
                Map.of());
        Classification classification =
                new Classification(Kind.COMPLAINT, List.of(Kind.COMPLAINT), null, Set.of(), 1, List.of(), false);
        return new Finding.Understood(arrived(text, receivedAt), submission, classification, intent);
    }

    /** One report of the acknowledgements of all of them. */
    private static Finding bounce(Story... stories) {
        List<String> messageIds = Arrays.stream(stories)
                .map(story -> jdbc().sql("select message_id from notification where reference = ?")
                        .param(story.reference().value())
                        .query(String.class)
                        .single())
                .toList();
        return new Finding.Automatic(
                arrived("a bounce " + UUID.randomUUID(), Instant.now()),
                "a delivery report",
                new DeliveryReport(messageIds, List.of(), List.of(), true, "5.1.1"));
    }

    private static Arrived arrived(String text, Instant receivedAt) {
        try {
            RawItem raw = hub.bean(RawStore.class).hold(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            return new Arrived("test:" + UUID.randomUUID(), NK, Channel.WEB_FORM, receivedAt, raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TransactionTemplate transaction() {
        return new TransactionTemplate(hub.bean(PlatformTransactionManager.class));
    }

    private static JdbcClient jdbc() {
        return hub.bean(JdbcClient.class);
    }
}
