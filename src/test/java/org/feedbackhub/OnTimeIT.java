package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.Intake;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.notification.NotificationOffice;
import org.feedbackhub.policy.Clause;
import org.feedbackhub.survey.Surveys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** What residents and officers are sent, and when, as the councils' policies promise, on a hub's real parts. */
class OnTimeIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final CouncilId WL = new CouncilId("west-lindsey");
    private static final CouncilId NK = new CouncilId("north-kesteven");
    private static final CouncilId CODE = new CouncilId("lgsco-code");
    private static final int LINES_OF_A_DIGEST = 200;
    private static final String WORDS = "The gate of the allotments has been broken since Easter";
    private static final Set<DayOfWeek> MIDWEEK =
            EnumSet.of(DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY);

    private static HubUnderTest hub;
    private static CaseSystem caseSystem;

    /** The hub's clock goes as the machine's, but it is a morning on a day in the middle of the week. */
    @TestConfiguration
    static class Midweek {
        @Bean
        @Primary
        InstantSource midweek() {
            ZonedDateTime now = ZonedDateTime.now(LONDON);
            ZonedDateTime then = now.with(java.time.LocalTime.of(10, 0));
            while (!then.isBefore(now) || !MIDWEEK.contains(then.getDayOfWeek())) {
                then = then.minusDays(1);
            }
            Duration back = Duration.between(then, now);
            return InstantSource.offset(InstantSource.system(), back.negated());
        }
    }

    @BeforeAll
    static void start() throws IOException {
        // one with a second stage that asks how satisfied people were
        ConfigFolder config = new ConfigFolder().council("lgsco-code", council -> council.withObject("/survey")
                .withArray("kinds")
                .add("complaint"));
        hub = HubUnderTest.start(
                Midweek.class,
                config.setting(),
                "--hub.notifications.digests-every=500ms",
                "--hub.notifications.safeguarding-open-within=20d",
                "--hub.outbox.poll-every=500ms",
                "--db-scheduler.polling-interval=200ms");
        caseSystem = new CaseSystem(hub.ports().kafka());
    }

    @AfterAll
    static void stop() {
        caseSystem.close();
        hub.close();
    }

    @Test
    @Clause({"P9", "P15"})
    void who_complained_in_west_lindsey_is_told_of_the_ombudsman_and_asked_a_week_after_the_answer() throws Exception {
        String resident = resident();
        String reference = acknowledged(WL, Kind.COMPLAINT, resident);

        answered(reference, 1, today());

        awaitStates(reference, "acknowledgement sent", "ombudsman-advice sent", "survey planned");
        assertThat(dueOn(reference, "survey"))
                .isBetween(today().plusDays(7), today().plusDays(12))
                .satisfies(day -> assertThat(day.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
        assertThat(text(mailTo(resident, "ombudsman-advice", reference))).contains("Local Government Ombudsman");

        sendNow(reference, "survey");

        awaitStates(
                reference, "acknowledgement sent", "ombudsman-advice sent", "survey sent", "survey-reminder planned");
        MimeMessage survey = mailTo(resident, "survey", reference);
        assertThat(text(survey)).contains("/survey/", reference).doesNotContain(WORDS);
        assertThat(survey.getHeader("List-Unsubscribe")[0]).contains("/survey/opt-out/");
        assertThat(survey.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(dueOn(reference, "survey-reminder")).isAfterOrEqualTo(today().plusDays(14));
    }

    @Test
    void who_asks_for_no_more_surveys_is_who_got_this_one_though_the_contact_is_another_by_now() throws Exception {
        String asked = resident();
        String another = resident();
        String reference = acknowledged(WL, Kind.COMPLAINT, asked);
        answered(reference, 1, today());
        awaitStates(reference, "acknowledgement sent", "ombudsman-advice sent", "survey planned");
        sendNow(reference, "survey");
        awaitStates(
                reference, "acknowledgement sent", "ombudsman-advice sent", "survey sent", "survey-reminder planned");
        String link = mailTo(asked, "survey", reference)
                .getHeader("List-Unsubscribe")[0]
                .replaceAll("[<>]", "");
        assertThat(link).doesNotContain(asked.substring(0, asked.indexOf('@')));
        caseSystem.tell(reference, "contact-changed", now(), "{\"contact\":{\"email\":\"" + another + "\"}}");
        await().atMost(SOON).until(() -> hub.bean(FeedbackRecords.class)
                .find(new Reference(reference))
                .orElseThrow()
                .submission()
                .contact()
                .email()
                .equals(new EmailAddress(another)));

        HttpResponse<String> done = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.httpPort()
                                        + URI.create(link).getRawPath()))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(done.statusCode()).isEqualTo(200);
        Surveys surveys = hub.bean(Surveys.class);
        assertThat(surveys.optedOut(WL, new EmailAddress(asked))).isTrue();
        assertThat(surveys.optedOut(WL, new EmailAddress(another))).isFalse();
    }

    @Test
    @Clause("P15")
    void nobody_is_asked_about_a_case_that_is_open_again() {
        String reference = acknowledged(WL, Kind.COMPLAINT, resident());
        answered(reference, 1, today());
        awaitStates(reference, "acknowledgement sent", "ombudsman-advice sent", "survey planned");

        caseSystem.tell(reference, "reopened", now(), "{}");

        await().atMost(SOON).until(() -> state(reference, "survey").equals("suppressed"));
        assertThat(reason(reference, "survey")).isEqualTo("the case is open again");

        answered(reference, 1, today().plusDays(1));

        await().atMost(SOON).until(() -> states(reference).stream()
                .filter("survey planned"::equals)
                .findFirst()
                .isPresent());
    }

    @Test
    @Clause({"P13", "P15"})
    void nobody_is_asked_who_is_restricted_bereaved_or_was_asked_lately() {
        String restricted = acknowledged(WL, Kind.COMPLAINT, resident());
        answered(restricted, 1, today());
        await().atMost(SOON).until(() -> state(restricted, "survey").equals("planned"));
        caseSystem.tell(restricted, "contact-restricted", now(), "{}");
        await().atMost(SOON).until(() -> state(restricted, "survey").equals("suppressed"));
        assertThat(reason(restricted, "survey")).contains("restricted");

        String bereaved = acknowledged(WL, Kind.COMPLAINT, resident(), Flag.BEREAVEMENT);
        answered(bereaved, 1, today());
        await().atMost(SOON).until(() -> state(bereaved, "survey").equals("suppressed"));

        String resident = resident();
        String first = acknowledged(WL, Kind.COMPLAINT, resident);
        String second = acknowledged(WL, Kind.COMPLAINT, resident);
        answered(first, 1, today());
        answered(second, 1, today());
        await().atMost(SOON).until(() -> state(second, "survey").equals("planned"));
        sendNow(first, "survey");
        await().atMost(SOON).until(() -> state(first, "survey").equals("sent"));
        sendNow(second, "survey");
        await().atMost(SOON).until(() -> state(second, "survey").equals("suppressed"));
        assertThat(reason(second, "survey")).startsWith("the person was asked within 60 days");
    }

    @Test
    @Clause("P15")
    void who_praised_is_asked_a_week_after_the_acknowledgement_since_that_is_the_answer() {
        String reference = acknowledged(WL, Kind.COMPLIMENT, resident());

        awaitStates(reference, "acknowledgement sent", "survey planned");
        assertThat(dueOn(reference, "survey")).isAfterOrEqualTo(today().plusDays(7));
    }

    @Test
    @Clause("P15")
    void the_council_that_asks_nobody_asks_nobody() {
        String reference = acknowledged(NK, Kind.COMPLIMENT, resident());
        String complaint = acknowledged(NK, Kind.COMPLAINT, resident());

        answered(complaint, 2, today());
        caseSystem.tell(complaint, "assigned", now(), "{\"officer\":\"A. Officer\"}");

        await().atMost(SOON).until(() -> assignedOfficer(complaint));
        assertThat(states(reference)).containsExactly("acknowledgement sent");
        assertThat(states(complaint)).noneMatch(state -> state.startsWith("survey"));
    }

    @Test
    @Clause("P7")
    void a_new_date_is_told_and_an_older_one_is_not() throws Exception {
        String resident = resident();
        String reference = acknowledged(NK, Kind.COMPLAINT, resident);
        LocalDate until = today().plusDays(30);

        caseSystem.tell(
                reference,
                "extended",
                now(),
                "{\"respondBy\":\"" + until + "\",\"reason\":\"we are waiting for a report of the drains\"}");

        awaitStates(reference, "acknowledgement sent", "extension sent");
        assertThat(text(mailTo(resident, "extension", reference)))
                .contains(String.valueOf(until.getYear()), "waiting for a report of the drains", reference);
        assertThat(promisedUntil(reference)).isEqualTo(until);

        answered(reference, 1, today());
        caseSystem.tell(reference, "extended", now(), "{\"respondBy\":\"" + until.plusDays(9) + "\"}");
        caseSystem.tell(reference, "closed", now(), "{}");
        await().atMost(SOON).until(() -> events(reference) >= 4);

        assertThat(states(reference))
                .filteredOn(state -> state.startsWith("extension"))
                .containsExactly("extension sent");
    }

    @Test
    @Clause("P7")
    void a_date_that_was_put_off_and_holds_again_is_told_again() {
        String reference = acknowledged(NK, Kind.COMPLAINT, resident());
        for (LocalDate until : List.of(today().plusDays(30), today().plusDays(40), today().plusDays(30))) {
            long before = extensions(reference);
            caseSystem.tell(reference, "extended", now(), "{\"respondBy\":\"" + until + "\"}");
            await().atMost(SOON).until(() -> extensions(reference) == before + 1);
        }
        // told once more, it is nothing new
        tellAndWait(reference, "extended", 1, "{\"respondBy\":\"" + today().plusDays(30) + "\"}");

        awaitStates(reference, "acknowledgement sent", "extension sent", "extension sent", "extension sent");
        assertThat(promisedUntil(reference)).isEqualTo(today().plusDays(30));
    }

    private static long extensions(String reference) {
        return states(reference).stream().filter("extension sent"::equals).count();
    }

    @Test
    @Clause({"P8", "P15"})
    void nobody_is_asked_how_it_was_who_waits_for_the_next_stage() {
        // of another domain than the council's own people
        String resident = resident().replace("example.org", "example.net");
        String reference = acknowledged(CODE, Kind.COMPLAINT, resident);
        answered(reference, 1, today());
        await().atMost(SOON).until(() -> state(reference, "survey").equals("planned"));
        escalation(CODE, reference, resident, now());

        sendNow(reference, "survey");

        await().atMost(SOON).until(() -> state(reference, "survey").equals("suppressed"));
        assertThat(reason(reference, "survey")).contains("asked for the next stage");
        tellAndWait(reference, "escalated", 1, "{\"stage\":2}");
        caseSystem.tell(
                reference,
                "responded",
                now().plus(Duration.ofDays(2)),
                "{\"stage\":2,\"verdict\":\"upheld\",\"on\":\"" + today().plusDays(2) + "\"}");
        await().atMost(SOON).until(() -> states(reference).contains("survey planned"));
    }

    @Test
    @Clause("P8")
    void who_asks_again_is_told_again_only_after_another_answer() {
        String resident = resident();
        String reference = acknowledged(NK, Kind.COMPLAINT, resident);
        answered(reference, 1, today().minusDays(20));
        await().atMost(SOON).until(() -> answeredOn(reference) != null);
        escalation(NK, reference, resident, now().minus(Duration.ofDays(14)));
        await().atMost(SOON).until(() -> confirmations(reference) == 1);

        escalation(NK, reference, resident, now().minus(Duration.ofDays(7)));
        assertThat(nextStageDates(reference))
                .hasSize(2)
                .containsOnly(nextStageDates(reference).get(0));
        answeredAnew(reference);
        escalation(NK, reference, resident, now());

        await().atMost(SOON).until(() -> confirmations(reference) == 2);
        tellAndWait(reference, "escalated", 3, "{\"stage\":2}");
        assertThat(promisedUntil(reference))
                .isEqualTo(nextStageDates(reference).get(2))
                .isAfter(nextStageDates(reference).get(0));
    }

    @Test
    @Clause("P8")
    void who_asked_before_dates_were_kept_has_the_date_that_they_were_told() {
        String resident = resident();
        String reference = acknowledged(NK, Kind.COMPLAINT, resident);
        LocalDate told = confirmedBeforeDatesWereKept(reference, resident);

        upgraded();
        escalation(NK, reference, resident, now());

        assertThat(nextStageDates(reference)).containsExactly(told, told);
        assertThat(stageConfirmations(reference)).containsExactly("stage-2-" + told);
        tellAndWait(reference, "escalated", 3, "{\"stage\":2}");
        assertThat(promisedUntil(reference)).isEqualTo(told);
    }

    @Test
    @Clause("P8")
    void who_asked_before_dates_were_kept_is_told_another_one_after_another_answer() {
        String resident = resident();
        String reference = acknowledged(NK, Kind.COMPLAINT, resident);
        LocalDate told = confirmedBeforeDatesWereKept(reference, resident);

        upgraded();
        answeredAnew(reference);
        escalation(NK, reference, resident, now());

        LocalDate another = nextStageDates(reference).get(1);
        assertThat(another).isAfter(told);
        assertThat(stageConfirmations(reference)).containsExactly("stage-2-" + told, "stage-2-" + another);
    }

    @Test
    @Clause("P8")
    void who_asked_before_dates_were_kept_and_was_told_none_has_the_date_of_that_request() {
        String resident = resident();
        String reference = acknowledged(NK, Kind.COMPLAINT, resident);
        LocalDate counted = confirmedBeforeDatesWereKept(reference, resident);
        jdbc().sql("delete from notification where reference = ? and notification = 'stage-confirmed'")
                .param(reference)
                .update();

        upgraded();
        escalation(NK, reference, resident, now());

        assertThat(nextStageDates(reference)).containsExactly(null, counted);
        assertThat(stageConfirmations(reference)).containsExactly("stage-2-" + counted);
    }

    /** As a hub left it whose requests had no dates, and whose confirmations had one occasion for a stage. @return what was told */
    private static LocalDate confirmedBeforeDatesWereKept(String reference, String resident) {
        answered(reference, 1, today().minusDays(20));
        await().atMost(SOON).until(() -> answeredOn(reference) != null);
        escalation(NK, reference, resident, now().minus(Duration.ofDays(14)));
        await().atMost(SOON).until(() -> confirmations(reference) == 1);
        LocalDate told = nextStageBy(reference);
        jdbc().sql("update follow_up set next_stage_by = null where reference = ?")
                .param(reference)
                .update();
        jdbc().sql(
                        """
                        update notification set occasion = 'stage-2'
                        where reference = ? and notification = 'stage-confirmed'""")
                .param(reference)
                .update();
        return told;
    }

    private static void upgraded() {
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V14__dates_told.sql"))
                .execute(hub.bean(DataSource.class));
    }

    private static List<String> stageConfirmations(String reference) {
        return jdbc().sql(
                        """
                        select occasion from notification
                        where reference = ? and notification = 'stage-confirmed' order by occasion""")
                .param(reference)
                .query(String.class)
                .list();
    }

    private static long confirmations(String reference) {
        return states(reference).stream().filter("stage-confirmed sent"::equals).count();
    }

    private static List<LocalDate> nextStageDates(String reference) {
        return jdbc().sql("select next_stage_by from follow_up where reference = ? order by received_at")
                .param(reference)
                .query(LocalDate.class)
                .list();
    }

    /** The feedback's contact asks for the next stage. */
    private static void escalation(CouncilId council, String reference, String resident, Instant receivedAt) {
        Submission plain = Submission.ofText(council, Channel.WEB_FORM, "I want it to go to stage 2.")
                .by(Contact.byEmail("A Person", new EmailAddress(resident)));
        Submission submission = new Submission(
                council,
                plain.channel(),
                plain.contact(),
                null,
                "",
                plain.text(),
                plain.fullText(),
                null,
                List.of(),
                List.of(new Reference(reference)),
                List.of(),
                Set.of(),
                plain.origin(),
                Map.of());
        record(submission, Kind.COMPLAINT, false, receivedAt, Intent.ESCALATION);
    }

    /** Tells what happens in so many days, and waits until the hub has heard it. */
    private static void tellAndWait(String reference, String type, int days, String body) {
        int before = events(reference);
        caseSystem.tell(reference, type, now().plus(Duration.ofDays(days)), body);
        await().atMost(SOON).until(() -> events(reference) == before + 1);
    }

    private static LocalDate nextStageBy(String reference) {
        return jdbc().sql("select next_stage_by from follow_up where reference = ?")
                .param(reference)
                .query(LocalDate.class)
                .single();
    }

    @Test
    @Clause({"P8", "P9"})
    void who_asks_in_time_is_told_of_stage_2_and_who_asks_too_late_of_the_ombudsman() throws Exception {
        String inTime = resident();
        String reference = acknowledged(NK, Kind.COMPLAINT, inTime);
        answered(reference, 1, today().minusDays(20));
        await().atMost(SOON).until(() -> answeredOn(reference) != null);
        new Correspondence(hub)
                .deliver(
                        inTime,
                        Correspondence.NORTH_KESTEVEN,
                        "Re: " + reference,
                        "",
                        "I am not satisfied with your response and want my complaint to go to stage 2.");

        await().atMost(SOON).until(() -> state(reference, "stage-confirmed").equals("sent"));
        assertThat(text(mailTo(inTime, "stage-confirmed", reference)))
                .contains("stage 2", "Head of Corporate & Customer Services", "Social Care Ombudsman");
        LocalDate told = nextStageBy(reference);
        assertThat(text(mailTo(inTime, "stage-confirmed", reference)))
                .contains(DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).format(told));
        // the case system takes its time, and what was promised holds
        tellAndWait(reference, "escalated", 3, "{\"stage\":2}");
        assertThat(promisedUntil(reference)).isEqualTo(told);
        tellAndWait(reference, "reclassified", 4, "{\"kind\":\"comment\"}");
        assertThat(promisedUntil(reference)).isEqualTo(told);
        tellAndWait(reference, "reopened", 5, "{}");
        assertThat(promisedUntil(reference)).isEqualTo(told);

        String late = resident();
        String old = acknowledged(NK, Kind.COMPLAINT, late);
        answered(old, 1, today().minusMonths(4));
        await().atMost(SOON).until(() -> answeredOn(old) != null);
        new Correspondence(hub)
                .deliver(
                        late,
                        Correspondence.NORTH_KESTEVEN,
                        "Re: " + old,
                        "",
                        "I am not satisfied with your response and want my complaint to go to stage 2.");

        await().atMost(SOON).until(() -> state(old, "stage-out-of-time").equals("sent"));
        assertThat(text(mailTo(late, "stage-out-of-time", old))).contains("3 months", "Social Care Ombudsman");
    }

    @Test
    @Clause({"P10", "P18"})
    void a_complaint_about_a_councillor_is_passed_on_by_reference_and_link_where_the_policy_says_so() throws Exception {
        String passedOn = acknowledged(NK, Kind.COUNCILLOR, resident());
        String pointedOut = acknowledged(WL, Kind.COUNCILLOR, resident());

        await().atMost(SOON).until(() -> state(passedOn, "hand-over").equals("sent"));
        assertThat(text(mailTo("monitoring.officer@n-kesteven.gov.uk", "hand-over", passedOn)))
                .contains(passedOn, "/console/feedback/")
                .doesNotContain(WORDS, "@example.org");
        assertThat(states(pointedOut)).containsExactly("acknowledgement sent");
    }

    @Test
    @Clause("P11")
    void harm_is_told_at_once_and_to_the_deputies_when_nobody_opens_it() throws Exception {
        String resident = resident();
        String reference = acknowledged(WL, Kind.COMPLAINT, resident, Flag.SAFEGUARDING);

        await().atMost(SOON).until(() -> state(reference, "safeguarding-alert").equals("sent"));
        assertThat(text(mailTo("safeguarding@west-lindsey.gov.uk", "safeguarding-alert", reference)))
                .contains(reference, "/console/feedback/")
                .doesNotContain(WORDS, resident);
        assertThat(text(mailTo(resident, "acknowledgement", reference))).doesNotContain("safeguarding", "complaint");

        assertThat(priority(reference, "safeguarding-escalation"))
                .isGreaterThan(priority(acknowledged(WL, Kind.COMPLIMENT, resident()), "survey"));
        sendNow(reference, "safeguarding-escalation");
        await().atMost(SOON)
                .until(() -> state(reference, "safeguarding-escalation").equals("sent"));
        assertThat(mailTo("safeguarding.deputy@west-lindsey.gov.uk", "safeguarding-escalation", reference))
                .isNotNull();

        String opened = acknowledged(WL, Kind.COMPLAINT, resident(), Flag.SAFEGUARDING);
        hub.bean(org.feedbackhub.notification.SafeguardingWatch.class)
                .opened(new org.feedbackhub.feedback.Reference(opened), "sam");
        sendNow(opened, "safeguarding-escalation");
        await().atMost(SOON)
                .until(() -> state(opened, "safeguarding-escalation").equals("suppressed"));
        assertThat(new Correspondence(hub).told("feedback.notifications", opened))
                .isEmpty();
    }

    @Test
    void what_is_unsure_waits_for_a_person_and_goes_out_once_the_kind_is_settled() {
        String reference = recorded(NK, Kind.COMMENT, resident(), true);
        assertThat(states(reference)).containsExactly("acknowledgement planned");
        assertThat(dueOn(reference, "acknowledgement")).isAfter(today());

        reclassified(reference);

        awaitStates(reference, "acknowledgement sent");
    }

    @Test
    @Clause("P5")
    void neutral_words_are_followed_by_what_the_policy_demands() throws Exception {
        String resident = resident();
        String reference = recorded(NK, Kind.COMMENT, resident, true);
        sendNow(reference, "acknowledgement");
        awaitStates(reference, "acknowledgement sent");
        assertThat(text(mailTo(resident, "acknowledgement", reference))).doesNotContain("complaint");

        reclassified(reference);

        awaitStates(reference, "acknowledgement sent", "acknowledgement-details sent");
        assertThat(text(mailTo(resident, "acknowledgement-details", reference)))
                .contains("stage 1", "Head of Environmental Services");
    }

    @Test
    void the_next_mail_goes_to_the_address_that_is_right_now() throws Exception {
        String before = resident();
        String after = resident();
        String reference = recorded(NK, Kind.COMMENT, before, true);

        caseSystem.tell(
                reference,
                "contact-changed",
                now(),
                "{\"contact\":{\"name\":\"A Person\",\"email\":\"" + after + "\"}}");
        await().atMost(SOON).until(() -> recipient(reference).equals(after));
        sendNow(reference, "acknowledgement");

        awaitStates(reference, "acknowledgement sent");
        assertThat(mailTo(after, "acknowledgement", reference)).isNotNull();
        assertThat(hub.read(before, "INBOX")).isEmpty();
    }

    @Test
    @Clause({"P17", "P18"})
    void the_team_is_told_what_is_overdue_and_the_board_what_a_fortnight_brought_by_reference_only() throws Exception {
        String overdue = recorded(WL, Kind.COMPLAINT, resident(), false, now().minus(Duration.ofDays(60)));
        String soon = recorded(NK, Kind.COMPLAINT, resident(), false, now().minus(Duration.ofDays(14)));

        await().atMost(SOON).untilAsserted(() -> assertThat(
                        new Correspondence(hub).told("feedback.notifications", overdue))
                .anyMatch(told -> told.body().path("notification").asText().equals("response-overdue")));
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        new Correspondence(hub).told("feedback.notifications", soon))
                .anyMatch(told -> told.body().path("notification").asText().equals("response-approaching")));
        await().atMost(SOON).until(() -> !hub.read("feedback.team@west-lindsey.gov.uk", "INBOX")
                .isEmpty());
        await().atMost(SOON).until(() -> !hub.read("quality.board@west-lindsey.gov.uk", "INBOX")
                .isEmpty());
        assertThat(hub.read("quality.board@west-lindsey.gov.uk", "INBOX")).hasSize(1);
        for (MimeMessage mail : hub.read("quality.board@west-lindsey.gov.uk", "INBOX")) {
            assertThat(text(mail)).contains("Overdue").doesNotContain("@example.org", WORDS);
        }
    }

    @Test
    @Clause("P17")
    void all_that_is_overdue_is_counted_and_told_and_what_is_closed_takes_nobodys_place() {
        String one = recorded(CODE, Kind.COMPLAINT, resident(), false);
        List<String> closed = copies(one, LINES_OF_A_DIGEST, today().minusDays(90), true);
        List<String> overdue = copies(one, LINES_OF_A_DIGEST + 5, today().minusDays(30), false);

        await().atMost(SOON).until(() -> !digest("overdueCount").isEmpty());
        assertThat(digest("overdueCount")).isEqualTo(Integer.toString(overdue.size()));
        String lines = digest("overdue");
        assertThat(overdue).filteredOn(lines::contains).hasSize(LINES_OF_A_DIGEST);
        assertThat(closed).noneMatch(lines::contains);
        await().atMost(SOON).untilAsserted(() -> assertThat(jdbc().sql("select reference from response_warning")
                        .query(String.class)
                        .list())
                .containsAll(overdue)
                .doesNotContainAnyElementsOf(closed));
    }

    /** As many that were recorded as this one was, all at once, so that no digest sees some of them only. */
    private static List<String> copies(String one, int many, LocalDate respondBy, boolean closed) {
        java.util.Random random = new java.util.Random();
        List<String> references = java.util.stream.Stream.generate(() -> Reference.of(
                                "EX", random.ints(Reference.RANDOM_SIGNS).toArray())
                        .value())
                .distinct()
                .limit(many)
                .toList();
        jdbc().sql(
                        """
                        insert into feedback (reference, arrival, council, channel, kind, for_review, received_at, acknowledge_by,
                                              respond_by, case_closed, state)
                        select copy, arrival, council, channel, kind, for_review, received_at, acknowledge_by, :respondBy, :closed,
                               jsonb_set(state, '{reference}', to_jsonb(copy))
                        from feedback, unnest(:references) as copy where reference = :one""")
                .param("references", references.toArray(String[]::new))
                .param("respondBy", respondBy)
                .param("closed", closed)
                .param("one", one)
                .update();
        return references;
    }

    /** A value of the digest that the council's team gets. */
    private static String digest(String value) {
        return jdbc().sql("select facts ->> ? from notice where council = ? and template = 'team-digest'")
                .params(value, CODE.value())
                .query(String.class)
                .optional()
                .orElse("");
    }

    @Test
    @Clause("P22")
    void who_has_no_e_mail_but_an_address_is_kept_for_a_letter_and_who_has_neither_is_not_written_to() {
        String byPost = record(
                WL,
                Kind.COMPLAINT,
                new Contact("A Person", null, null, "1 High Street\nGainsborough", "DN21 2NA", null),
                false,
                now());
        String nobody = record(WL, Kind.COMPLAINT, Contact.ANONYMOUS, false, now());

        awaitStates(byPost, "acknowledgement held");
        awaitStates(nobody, "acknowledgement suppressed");
    }

    @Test
    void each_decision_is_a_fact_that_its_schema_describes() throws IOException {
        String reference = acknowledged(WL, Kind.COMPLAINT, resident());

        JsonNode fact = new Correspondence(hub)
                .told("feedback.notifications", reference, 1)
                .get(0)
                .body();

        assertThat(fact.path("state").asText()).isEqualTo("sent");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                Files.readString(
                                        Path.of("config/contracts/notification-decided.v1.schema.json"),
                                        StandardCharsets.UTF_8),
                                InputFormat.JSON)
                        .validate(fact.toString(), InputFormat.JSON))
                .isEmpty();
    }

    private static String resident() {
        return "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    }

    private static Instant now() {
        return hub.bean(InstantSource.class).instant();
    }

    private static LocalDate today() {
        return now().atZone(LONDON).toLocalDate();
    }

    /** A feedback whose acknowledgement has gone out. */
    private static String acknowledged(CouncilId council, Kind kind, String resident, Flag... flags) {
        String reference =
                record(council, kind, Contact.byEmail("A Person", new EmailAddress(resident)), false, now(), flags);
        await().atMost(SOON).until(() -> state(reference, "acknowledgement").equals("sent"));
        return reference;
    }

    private static String recorded(CouncilId council, Kind kind, String resident, boolean forReview) {
        return recorded(council, kind, resident, forReview, now());
    }

    private static String recorded(
            CouncilId council, Kind kind, String resident, boolean forReview, Instant receivedAt) {
        return record(council, kind, Contact.byEmail("A Person", new EmailAddress(resident)), forReview, receivedAt);
    }

    private static String record(
            CouncilId council, Kind kind, Contact contact, boolean forReview, Instant receivedAt, Flag... flags) {
        String text = WORDS + " " + UUID.randomUUID();
        return record(
                Submission.ofText(council, Channel.WEB_FORM, text).by(contact),
                kind,
                forReview,
                receivedAt,
                Intent.MESSAGE,
                flags);
    }

    private static String record(
            Submission submission, Kind kind, boolean forReview, Instant receivedAt, Intent intent, Flag... flags) {
        try {
            byte[] bytes = submission.text().getBytes(StandardCharsets.UTF_8);
            RawItem raw = hub.bean(RawStore.class).hold(out -> out.write(bytes));
            Classification classification = new Classification(
                    kind, List.of(kind), null, Set.of(flags), forReview ? 0.5 : 1, List.of(), forReview);
            Arrived arrived =
                    new Arrived("test:" + UUID.randomUUID(), submission.council(), Channel.WEB_FORM, receivedAt, raw);
            return hub.bean(Intake.class)
                    .record(new Finding.Understood(arrived, submission, classification, intent))
                    .reference()
                    .value();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void answered(String reference, int stage, LocalDate on) {
        caseSystem.tell(
                reference,
                "responded",
                now(),
                "{\"stage\":" + stage + ",\"verdict\":\"not-upheld\",\"on\":\"" + on + "\"}");
    }

    private static void reclassified(String reference) {
        caseSystem.tell(reference, "reclassified", now(), "{\"kind\":\"complaint\",\"serviceArea\":\"waste\"}");
    }

    private static void sendNow(String reference, String notification) {
        UUID id = jdbc().sql(
                        "select id from notification where reference = ? and notification = ? and state = 'planned'")
                .params(reference, notification)
                .query(UUID.class)
                .single();
        hub.bean(NotificationOffice.class).sendNow(id, "olive");
    }

    /** The case is opened again, and its first stage answered once more. */
    private static void answeredAnew(String reference) {
        tellAndWait(reference, "reopened", 1, "{}");
        caseSystem.tell(
                reference,
                "responded",
                now().plus(Duration.ofDays(2)),
                "{\"stage\":1,\"verdict\":\"not-upheld\",\"on\":\"" + today() + "\"}");
        await().atMost(SOON).until(() -> answeredOn(reference) != null);
    }

    /** Of its job: the higher one is done first, whatever has been due for longer. */
    private static int priority(String reference, String notification) {
        return jdbc().sql(
                        """
                        select job.priority from scheduled_tasks job
                        join notification n on cast(n.id as text) = job.task_instance
                        where n.reference = ? and n.notification = ?""")
                .params(reference, notification)
                .query(Integer.class)
                .single();
    }

    private static List<String> states(String reference) {
        return new Correspondence(hub).states(reference);
    }

    private static void awaitStates(String reference, String... expected) {
        await().atMost(SOON).untilAsserted(() -> assertThat(states(reference)).containsExactly(expected));
    }

    private static String state(String reference, String notification) {
        return one(
                "select state from notification where reference = ? and notification = ? order by due_at desc limit 1",
                reference,
                notification);
    }

    private static String reason(String reference, String notification) {
        return one("select reason from notification where reference = ? and notification = ?", reference, notification);
    }

    private static String recipient(String reference) {
        return one(
                "select recipient from notification where reference = ? and notification = ?",
                reference,
                "acknowledgement");
    }

    private static String one(String sql, String reference, String notification) {
        return jdbc().sql(sql)
                .params(reference, notification)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private static LocalDate dueOn(String reference, String notification) {
        return jdbc().sql("select due_at from notification where reference = ? and notification = ?")
                .params(reference, notification)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single()
                .atZone(LONDON)
                .toLocalDate();
    }

    private static LocalDate promisedUntil(String reference) {
        return jdbc().sql("select respond_by from feedback where reference = ?")
                .param(reference)
                .query(LocalDate.class)
                .single();
    }

    private static LocalDate answeredOn(String reference) {
        return jdbc().sql("select responded_on from feedback where reference = ? and responded_on is not null")
                .param(reference)
                .query(LocalDate.class)
                .optional()
                .orElse(null);
    }

    private static int events(String reference) {
        return jdbc().sql("select count(*) from case_event where reference = ?")
                .param(reference)
                .query(Integer.class)
                .single();
    }

    private static boolean assignedOfficer(String reference) {
        return events(reference) == 2;
    }

    private static JdbcClient jdbc() {
        return hub.bean(JdbcClient.class);
    }

    /** The mail of this notification, found by its Message-ID. */
    private static MimeMessage mailTo(String address, String notification, String reference) throws Exception {
        String start = "<" + reference + "." + notification + ".";
        return await().atMost(SOON)
                .until(
                        () -> {
                            for (MimeMessage mail : hub.read(address, "INBOX")) {
                                if (mail.getMessageID().startsWith(start)) {
                                    return mail;
                                }
                            }
                            return null;
                        },
                        mail -> mail != null);
    }

    private static String text(MimeMessage mail) throws Exception {
        Object content = mail.getContent();
        if (content instanceof jakarta.mail.Multipart parts) {
            return parts.getBodyPart(0).getContent().toString();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
