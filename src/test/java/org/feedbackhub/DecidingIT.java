package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.feedbackhub.Correspondence.COMPLAINT;
import static org.feedbackhub.Correspondence.NORTH_KESTEVEN;
import static org.feedbackhub.Correspondence.SOON;
import static org.feedbackhub.Correspondence.WEST_LINDSEY;
import static org.feedbackhub.Correspondence.resident;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.feedbackhub.Correspondence.Outcome;
import org.feedbackhub.Correspondence.Told;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails about feedback that is there already: what joins it, what is asked for, and who learns of it. */
class DecidingIT {

    private static final String FOLLOW_UPS = "feedback.follow-ups";
    private static final String RECEIVED = "feedback.follow-up-received.v1";
    private static final String ESCALATION = "feedback.escalation-requested.v1";
    private static final String CLARIFICATION = "feedback.clarification-requested.v1";
    private static final String SECRET_WORDS = "The gate of number twelve was left open as well";
    private static final String PLEASE_ESCALATE =
            "I am not satisfied with your response. Please escalate my complaint to stage 2.";

    private static HubUnderTest hub;
    private static Correspondence mail;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() {
        // so that also those are acknowledged at once of which a person should see to the kind first
        hub = HubUnderTest.start(Nothing.class, "--hub.notifications.unsure-before=400d");
        mail = new Correspondence(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest(name = "by its {0}")
    @ValueSource(strings = {"subject", "text", "file", "answer"})
    @Clause("P14")
    void what_the_contact_writes_about_a_feedback_joins_it_and_is_not_acknowledged_again(String way) throws Exception {
        String resident = resident();
        String reference = mail.acknowledged(resident, WEST_LINDSEY);

        Outcome outcome = mail.deliver(
                resident,
                WEST_LINDSEY,
                way.equals("subject")
                        ? "Re: " + reference.toLowerCase(java.util.Locale.ROOT).replace("-", " ")
                        : "More",
                headers(way, reference),
                body(way, reference));

        assertThat(outcome.outcome()).isEqualTo("follow-up");
        assertThat(outcome.reference()).isEqualTo(reference);
        List<Told> told = mail.told(FOLLOW_UPS, reference, 1);
        assertThat(told).extracting(Told::type).containsExactly(RECEIVED);
        assertThat(told.get(0).text()).doesNotContain(resident, "number twelve", "A Person");
        assertThat(told.get(0).body().path("followUp").asText())
                .isEqualTo(outcome.id().toString());
        assertValid(told.get(0));
        assertThat(mail.states(reference)).containsExactly("acknowledgement sent");
        assertThat(mail.mailsOf(resident)).hasSize(1);
    }

    @Test
    @Clause("P18")
    void what_somebody_else_writes_about_a_feedback_stands_for_itself_and_is_told_nothing_of_it() throws Exception {
        String reference = mail.acknowledged(resident(), WEST_LINDSEY);
        String other = resident();

        Outcome outcome = mail.deliver(other, WEST_LINDSEY, "About " + reference, "", COMPLAINT + " " + reference);

        assertThat(outcome.outcome()).isEqualTo("recorded");
        assertThat(outcome.reference()).isNotEqualTo(reference);
        List<Told> told = mail.told("feedback.for-review", outcome.reference(), 1);
        assertThat(told.get(0).body().path("forReview").asBoolean()).isTrue();
        await().atMost(SOON).until(() -> mail.mailsOf(other).size() == 1);
        assertThat(text(mail.mailsOf(other).get(0)))
                .contains(outcome.reference(), "One of us is reading it")
                .doesNotContain(reference);
        assertThat(mail.told(FOLLOW_UPS, reference)).isEmpty();
    }

    @Test
    void a_reference_of_another_council_joins_nothing() throws Exception {
        String resident = resident();
        String reference = mail.acknowledged(resident, NORTH_KESTEVEN);

        Outcome outcome = mail.deliver(resident, WEST_LINDSEY, "About " + reference, "", COMPLAINT);

        assertThat(outcome.outcome()).isEqualTo("recorded");
        assertThat(outcome.reference()).startsWith("WL-");
    }

    @Test
    @Clause("P11")
    void what_may_tell_of_harm_to_a_child_is_heard_for_itself() throws Exception {
        String resident = resident();
        String reference = mail.acknowledged(resident, WEST_LINDSEY);

        Outcome outcome = mail.deliver(
                resident,
                WEST_LINDSEY,
                "Re: " + reference,
                "",
                "There is something else. My daughter has bruises and is scared of the man at the pool.");

        assertThat(outcome.outcome()).isEqualTo("recorded");
        assertThat(outcome.reference()).isNotEqualTo(reference);
        assertThat(mail.told("feedback.safeguarding", outcome.reference(), 1)).hasSize(1);
        assertThat(mail.told(FOLLOW_UPS, reference)).isEmpty();
        assertThat(mail.told("feedback.for-review", outcome.reference())).isEmpty();
    }

    @Test
    void files_of_a_follow_up_are_numbered_on_after_the_first_ones() throws Exception {
        String resident = resident();
        Outcome first = mail.deliver(resident, WEST_LINDSEY, "Bins", MULTIPART, files(COMPLAINT, "1.txt"));

        Outcome outcome = mail.deliver(
                resident, WEST_LINDSEY, first.reference(), MULTIPART, files(SECRET_WORDS, "2.txt", "3.txt"));

        assertThat(outcome.outcome()).isEqualTo("follow-up");
        List<Told> told = mail.told(FOLLOW_UPS, first.reference(), 1);
        assertThat(told.get(0).body().path("attachments"))
                .extracting(link -> link.asText().replaceFirst(".*/", ""))
                .containsExactly("2", "3");
        assertThat(mail.jdbc()
                        .sql("select id || ' ' || name from attachment where reference = ? order by id")
                        .param(first.reference())
                        .query(String.class)
                        .list())
                .containsExactly("1 1.txt", "2 2.txt", "3 3.txt");
    }

    @Test
    @Clause("P8")
    void the_next_stage_is_asked_for_in_time_too_late_or_too_early() throws Exception {
        String resident = resident();
        String reference = mail.acknowledged(resident, NORTH_KESTEVEN);
        LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
        LocalDate earliest = today.minusMonths(3).minusDays(4);
        while (earliest.plusMonths(3).isBefore(today)) {
            earliest = earliest.plusDays(1);
        }

        assertThat(escalation(resident, reference, null, 1)).isEqualTo("not-answered-yet");
        assertThat(escalation(resident, reference, earliest, 2)).isEqualTo("within-window");
        assertThat(escalation(resident, reference, earliest.minusDays(1), 3)).isEqualTo("out-of-time");
        await().atMost(Correspondence.SOON).untilAsserted(() -> assertThat(mail.states(reference))
                .containsExactly("acknowledgement sent", "stage-confirmed sent", "stage-out-of-time sent"));
    }

    @Test
    @Clause("P8")
    void the_reviewer_is_never_the_head_of_the_service_complained_about() throws Exception {
        String resident = resident();
        String bins = mail.acknowledged(resident, NORTH_KESTEVEN);
        String desk = mail.acknowledged(
                resident,
                NORTH_KESTEVEN,
                "I wish to complain about your receptionist, who was rude to me at reception.");

        escalation(resident, bins, null, 1);
        escalation(resident, desk, null, 1);

        assertThat(reviewer(bins)).isEqualTo("Head of Corporate & Customer Services");
        assertThat(reviewer(desk)).isEqualTo("another head of service");
    }

    @Test
    @Clause("P13a")
    void a_wish_to_have_an_answer_explained_is_no_escalation() throws Exception {
        String resident = resident();
        String reference = mail.acknowledged(resident, NORTH_KESTEVEN);

        mail.deliver(resident, NORTH_KESTEVEN, "Re: " + reference, "", "Could you explain the second paragraph?");

        List<Told> told = mail.told(FOLLOW_UPS, reference, 2);
        assertThat(told).extracting(Told::type).containsExactlyInAnyOrder(RECEIVED, CLARIFICATION);
        for (Told one : told) {
            assertValid(one);
        }
    }

    @Test
    @Clause({"P8", "P9"})
    void where_there_is_one_stage_the_ombudsman_is_the_answer_and_is_told_once() throws Exception {
        String resident = resident();
        String reference = mail.acknowledged(resident, WEST_LINDSEY);

        assertThat(escalation(resident, reference, null, 1)).isEqualTo("no-further-stage");
        await().atMost(SOON)
                .until(() -> mail.states(reference).equals(List.of("acknowledgement sent", "ombudsman-advice sent")));
        assertThat(escalation(resident, reference, LocalDate.now(ZoneId.of("Europe/London")), 2))
                .isEqualTo("no-further-stage");

        assertThat(mail.states(reference)).hasSize(2);
        assertThat(mail.mailsOf(resident)).hasSize(2).anySatisfy(advice -> assertThat(text(advice))
                .contains("Local Government Ombudsman"));
    }

    @Test
    void where_there_is_one_stage_a_wish_to_have_something_explained_is_a_message() throws Exception {
        String resident = resident();
        String reference = mail.acknowledged(resident, WEST_LINDSEY);

        mail.deliver(resident, WEST_LINDSEY, "Re: " + reference, "", "Could you explain the second paragraph?");

        List<Told> told = mail.told(FOLLOW_UPS, reference, 1);
        assertThat(told).extracting(Told::type).containsExactly(RECEIVED);
        assertThat(told.get(0).body().path("intent").asText()).isEqualTo("message");
    }

    private static final String MULTIPART = "Content-Type: multipart/mixed; boundary=b\r\n";

    private static String headers(String way, String reference) {
        return switch (way) {
            case "file" -> MULTIPART;
            case "answer" -> "In-Reply-To: " + mail.acknowledgementId(reference) + "\r\n";
            default -> "";
        };
    }

    private static String body(String way, String reference) {
        return switch (way) {
            case "file" -> files(SECRET_WORDS, "Photo " + reference + ".txt");
            case "text" -> SECRET_WORDS + ", see " + reference + ".";
            default -> SECRET_WORDS + ".";
        };
    }

    private static String files(String text, String... names) {
        StringBuilder body = new StringBuilder("--b\r\n\r\n" + text + "\r\n");
        for (String name : names) {
            body.append("--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=\"")
                    .append(name)
                    .append("\"\r\n\r\nWhat is in ")
                    .append(name)
                    .append("\r\n");
        }
        return body + "--b--";
    }

    /** Asks for the next stage. @return how the request stands, as the so-manieth that is told */
    private static String escalation(String resident, String reference, LocalDate respondedOn, int number)
            throws Exception {
        mail.jdbc()
                .sql("update feedback set responded_on = ? where reference = ?")
                .params(respondedOn, reference)
                .update();
        String to = reference.startsWith("NK") ? NORTH_KESTEVEN : WEST_LINDSEY;
        Outcome outcome = mail.deliver(resident, to, "Re: " + reference, "", PLEASE_ESCALATE + " " + number);
        assertThat(outcome.outcome()).isEqualTo("follow-up");
        Told told = mail.told(FOLLOW_UPS, reference, 2 * number).stream()
                .filter(one -> one.type().equals(ESCALATION))
                .filter(one ->
                        one.body().path("followUp").asText().equals(outcome.id().toString()))
                .findFirst()
                .orElseThrow();
        assertValid(told);
        return told.body().path("standing").asText();
    }

    private static String reviewer(String reference) throws IOException {
        return mail.told(FOLLOW_UPS, reference).stream()
                .filter(one -> one.type().equals(ESCALATION))
                .map(one -> one.body().path("reviewer").asText())
                .findFirst()
                .orElseThrow();
    }

    private static void assertValid(Told told) throws IOException {
        Path schema = Path.of("config/contracts", told.type().replaceFirst("^feedback\\.", "") + ".schema.json");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(schema))
                        .validate(told.text(), InputFormat.JSON))
                .isEmpty();
    }

    private static String text(MimeMessage message) {
        try {
            return (String)
                    ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
        } catch (IOException | jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
