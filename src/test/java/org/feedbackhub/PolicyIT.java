package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.feedbackhub.Correspondence.COMPLAINT;
import static org.feedbackhub.Correspondence.NORTH_KESTEVEN;
import static org.feedbackhub.Correspondence.SOON;
import static org.feedbackhub.Correspondence.WEST_LINDSEY;
import static org.feedbackhub.Correspondence.resident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.feedbackhub.casework.CaseRecords;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.policy.Clause;
import org.feedbackhub.webform.FormPoster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the two policies promise, clause by clause, as residents, officers and case systems see it of a whole hub. */
class PolicyIT {

    private static final String COMPLAINTS = "feedback.complaints";
    private static final String FOR_REVIEW = "feedback.for-review";
    private static final String REFERRALS = "feedback.referrals";

    /** By which the officers' form signs. */
    private static final String OFFICERS_SECRET = "whsec_b2ZmaWNlcnMtb2Ytd2VzdC1saW5kc2V5LWZvcm0tMDE=";

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter AS_WRITTEN = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private static HubUnderTest hub;
    private static Correspondence mail;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() throws IOException {
        ConfigFolder config = new ConfigFolder().council("west-lindsey", council -> {
            ObjectNode form = council.withArray("forms").addObject();
            form.put("id", "officers").put("officers", true);
            form.putArray("secrets").add(OFFICERS_SECRET);
        });
        // so that also those are acknowledged at once of which a person should see to the kind first
        hub = HubUnderTest.start(Nothing.class, config.setting(), "--hub.notifications.unsure-before=400d");
        mail = new Correspondence(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"phone", "face-to-face", "web-form", "social-media"})
    @Clause("P1")
    void feedback_comes_by_any_channel_that_somebody_takes_it_down_from(String channel) throws Exception {
        String reference =
                posted(Map.of("message", COMPLAINT, "email", resident(), "channel", channel, "takenBy", "Dee"));

        assertThat(event(COMPLAINTS, reference).path("channel").asText()).isEqualTo(channel);
    }

    @Test
    @Clause("P1")
    void who_spoke_in_public_is_asked_to_go_on_in_private_and_reads_none_of_their_words() throws Exception {
        String resident = resident();
        posted(Map.of("message", COMPLAINT, "email", resident, "channel", "social-media", "takenBy", "Dee"));

        assertThat(answerTo(resident)).contains("private message").doesNotContain("black bin", "nobody has replied");
        String inPrivate = resident();
        recorded(inPrivate, WEST_LINDSEY, COMPLAINT);
        assertThat(answerTo(inPrivate)).doesNotContain("private message");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "compliments, 'Thank you so much for your help with the form, your receptionist was lovely.'",
        "comments, I would like to suggest more bottle banks at the car park. Could you please consider it?",
        "complaints, I wish to complain. My black bin was missed again and nobody has replied."
    })
    @Clause("P2")
    void what_it_is_decides_where_it_goes(String kind, String text) throws Exception {
        String reference = recorded(resident(), WEST_LINDSEY, text);

        assertThat(event("feedback." + kind, reference).path("kind").asText() + "s")
                .isEqualTo(kind);
    }

    @Test
    @Clause("P3")
    void a_compliment_reaches_its_service_and_whom_it_names_and_is_acknowledged_within_seven_days() throws Exception {
        String resident = resident();
        String reference = recorded(
                resident,
                WEST_LINDSEY,
                "I spoke to Karen in your council tax office about my bill. Thank you so much, she was lovely and very helpful.");

        JsonNode event = event("feedback.compliments", reference);
        assertThat(event.at("/serviceArea/id").asText()).isEqualTo("council-tax");
        assertThat(event.path("flags").toString()).contains("staff-named");
        assertThat(event.path("text").asText()).contains("Karen");
        assertThat(day(event, "acknowledgeBy")).isEqualTo(received(event).plusDays(7));
        assertThat(answerTo(resident)).contains("the people you praise");
    }

    @Test
    @Clause("P4")
    void a_comment_is_promised_a_reply_within_fourteen_days() throws Exception {
        String resident = resident();
        String reference = recorded(
                resident,
                WEST_LINDSEY,
                "I would like to suggest more bottle banks at the car park. Could you please consider it?");

        JsonNode event = event("feedback.comments", reference);
        assertThat(day(event, "respondBy")).isEqualTo(received(event).plusDays(14));
        assertThat(answerTo(resident)).contains(AS_WRITTEN.format(day(event, "respondBy")));
    }

    @Test
    @Clause({"P5", "P6"})
    void a_complaint_is_told_what_happens_next_by_when_and_who_is_responsible() throws Exception {
        String resident = resident();
        String reference = recorded(resident, NORTH_KESTEVEN, COMPLAINT);

        JsonNode event = event(COMPLAINTS, reference);
        assertThat(day(event, "respondBy")).isEqualTo(received(event).plusDays(15));
        assertThat(answerTo(resident))
                .contains("What happens next", "Head of Environmental Services")
                .contains(reference, AS_WRITTEN.format(day(event, "respondBy")));
    }

    @Test
    @Clause("P6")
    void a_complaint_in_west_lindsey_is_promised_a_response_within_21_days() throws Exception {
        String resident = resident();
        String reference = recorded(resident, WEST_LINDSEY, COMPLAINT);

        JsonNode event = event(COMPLAINTS, reference);
        assertThat(day(event, "respondBy")).isEqualTo(received(event).plusDays(21));
        assertThat(answerTo(resident)).contains(AS_WRITTEN.format(day(event, "respondBy")));
    }

    @Test
    @Clause({"P9", "P23"})
    void a_tenant_is_pointed_to_the_housing_ombudsman_and_everyone_else_to_the_other() throws Exception {
        String tenant = resident();
        String reference = recorded(
                tenant,
                NORTH_KESTEVEN,
                "I am a council tenant and I wish to complain about the damp in my council house. The repair was never done.");
        String other = resident();
        recorded(other, NORTH_KESTEVEN, COMPLAINT);

        assertThat(event(COMPLAINTS, reference).path("flags").toString()).contains("tenancy");
        assertThat(answerTo(tenant)).contains("Housing Ombudsman").doesNotContain("Social Care Ombudsman");
        assertThat(answerTo(other)).contains("Social Care Ombudsman").doesNotContain("Housing Ombudsman");
    }

    @Test
    @Clause("P10")
    void a_complaint_about_a_councillor_is_passed_on_where_the_policy_says_so_and_pointed_on_elsewhere()
            throws Exception {
        String text = "I wish to complain about the conduct of Councillor Smith, who was rude to me at the meeting.";
        String northern = resident();
        String reference = recorded(northern, NORTH_KESTEVEN, text);
        String western = resident();
        String pointed = recorded(western, WEST_LINDSEY, text);

        assertThat(event(REFERRALS, reference).path("kind").asText()).isEqualTo("councillor");
        assertThat(answerTo(northern)).contains("The Monitoring Officer, to whom we pass");
        assertThat(officersMails("monitoring.officer@n-kesteven.gov.uk", reference))
                .singleElement()
                .asString()
                .doesNotContain("Smith", northern);
        assertThat(event(REFERRALS, pointed).path("kind").asText()).isEqualTo("councillor");
        assertThat(answerTo(western)).contains("The Monitoring Officer", "DN21 2NA");
    }

    @Test
    @Clause("P10")
    void a_question_about_policy_is_a_comment_against_it_in_north_kesteven() throws Exception {
        String reference = recorded(
                resident(),
                NORTH_KESTEVEN,
                "Could you explain your policy on garden waste collection? What is the policy?");

        assertThat(event("feedback.comments", reference).path("flags").toString())
                .contains("policy-question");
    }

    @Test
    @Clause("P11")
    void a_risk_to_a_child_is_told_to_the_named_officer_at_once_and_to_nobody_else() throws Exception {
        String resident = resident();
        String reference = recorded(
                resident,
                WEST_LINDSEY,
                "My daughter has bruises all over her arms since the holiday club at your leisure centre.");

        assertThat(event("feedback.safeguarding", reference).path("flags").toString())
                .contains("safeguarding");
        assertThat(mail.told(COMPLAINTS, reference)).isEmpty();
        assertThat(mail.told(FOR_REVIEW, reference)).isEmpty();
        assertThat(officersMails("safeguarding@west-lindsey.gov.uk", reference))
                .singleElement()
                .asString()
                .doesNotContain("bruises", "daughter", resident);
        assertThat(answerTo(resident)).contains("One of us is reading it").doesNotContain("bruises", "safeguarding");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "fluency-duty, 'I wish to complain. The man on your phone could not speak English, I did not understand him.'",
        "fluency-duty-not-legitimate, 'I wish to complain about her on your phone. She has a foreign accent.'"
    })
    @Clause("P12")
    void spoken_english_and_accent_are_told_apart_and_left_to_a_person(String flag, String text) throws Exception {
        String reference = recorded(resident(), WEST_LINDSEY, text);

        JsonNode event = event(FOR_REVIEW, reference);
        assertThat(event.path("forReview").asBoolean()).isTrue();
        assertThat(event.path("flags")).extracting(JsonNode::asText).containsExactly(flag);
    }

    @Test
    @Clause("P13")
    void what_a_restricted_contact_sends_is_marked_and_dealt_with_as_anybody_elses() throws Exception {
        String resident = resident();
        String before = mail.acknowledged(resident, WEST_LINDSEY);
        try (CaseSystem caseSystem = new CaseSystem(hub.ports().kafka())) {
            caseSystem.tell(before, "contact-restricted", Instant.now(), "{}");
            await().atMost(SOON).until(() -> restricted(resident));

            String feedback = mail.acknowledged(resident, WEST_LINDSEY);
            recorded(resident, WEST_LINDSEY, "Re: " + before + " Nobody has rung me.");
            assertThat(marked(COMPLAINTS, before)).isFalse();
            assertThat(marked(COMPLAINTS, feedback)).isTrue();
            assertThat(marked("feedback.follow-ups", before)).isTrue();
            assertThat(marked(COMPLAINTS, mail.acknowledged(resident, NORTH_KESTEVEN)))
                    .isFalse();

            caseSystem.tell(feedback, "contact-restriction-lifted", Instant.now(), "{}");
            await().atMost(SOON).until(() -> !restricted(resident));
            assertThat(marked(COMPLAINTS, mail.acknowledged(resident, WEST_LINDSEY)))
                    .isFalse();
            assertThat(marked(COMPLAINTS, feedback)).isTrue();
        }
    }

    private static boolean restricted(String resident) {
        return hub.bean(CaseRecords.class).restricted(new CouncilId("west-lindsey"), new EmailAddress(resident));
    }

    private static boolean marked(String topic, String reference) {
        return event(topic, reference).path("contactRestricted").asBoolean();
    }

    @Test
    @Clause("P18")
    void what_is_told_of_a_notification_names_nobody() throws Exception {
        String resident = resident();
        String reference = recorded(resident, WEST_LINDSEY, COMPLAINT);

        assertThat(mail.told("feedback.notifications", reference, 1))
                .allSatisfy(told -> assertThat(told.text()).doesNotContain(resident, "A Person", "black bin"));
    }

    @Test
    @Clause("P21")
    void another_language_and_another_format_are_noticed_and_offered() throws Exception {
        String polish = resident();
        String foreign = recorded(
                polish,
                WEST_LINDSEY,
                "Mój kosz nie został opróżniony już drugi raz w tym miesiącu i nikt mi nie odpowiada.");
        String reference = recorded(resident(), WEST_LINDSEY, COMPLAINT + " Please send your answer in large print.");

        assertThat(event(FOR_REVIEW, foreign).path("language").asText()).isEqualTo("pl");
        assertThat(event(FOR_REVIEW, foreign).path("flags").toString()).contains("other-language");
        assertThat(event(COMPLAINTS, reference).path("flags").toString()).contains("accessible-format");
        assertThat(answerTo(polish)).contains("Aby uzyskać więcej informacji", "large, clear print, audio, Braille");
    }

    @Test
    @Clause({"P4", "P22"})
    void feedback_of_nobody_counts_and_nothing_is_sent() throws Exception {
        String reference = posted(Map.of("message", COMPLAINT, "channel", "phone", "takenBy", "Dee"));

        assertThat(event(COMPLAINTS, reference).path("contactable").asBoolean()).isFalse();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(mail.states(reference)).containsExactly("acknowledgement suppressed"));
    }

    @Test
    @Clause("P24")
    void who_does_the_work_for_the_council_is_named() throws Exception {
        String reference = recorded(
                resident(),
                WEST_LINDSEY,
                "I wish to complain about the swimming pool. The leisure centre was filthy again and nobody has replied.");
        String own = recorded(resident(), WEST_LINDSEY, COMPLAINT);

        assertThat(event(COMPLAINTS, reference).at("/serviceArea/contractor").asText())
                .isEqualTo("Everyone Active");
        assertThat(event(COMPLAINTS, own).at("/serviceArea/contractor").isNull())
                .isTrue();
    }

    /** Posts the officers' form. @return the reference */
    private static String posted(Map<String, String> fields) throws Exception {
        String body = new ObjectMapper().writeValueAsString(fields);
        HttpResponse<String> answer = new FormPoster(hub.httpPort(), "west-lindsey")
                .post(
                        "application/json",
                        body,
                        FormPoster.signed(OFFICERS_SECRET, UUID.randomUUID().toString(), Instant.now(), body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return new ObjectMapper().readTree(answer.body()).path("reference").asText();
    }

    /** Writes to the council. @return the reference */
    private static String recorded(String resident, String to, String text) throws Exception {
        return mail.deliver(resident, to, "A word", "", text).reference();
    }

    private static JsonNode event(String topic, String reference) {
        return mail.told(topic, reference, 1).get(0).body();
    }

    private static LocalDate received(JsonNode event) {
        return Instant.parse(event.path("receivedAt").asText()).atZone(LONDON).toLocalDate();
    }

    private static LocalDate day(JsonNode event, String name) {
        return LocalDate.parse(event.path(name).asText());
    }

    /** The words of the only mail that the resident got. */
    private static String answerTo(String resident) throws Exception {
        await().atMost(SOON).until(() -> mail.mailsOf(resident).size() == 1);
        return text(mail.mailsOf(resident).get(0));
    }

    /** The words of each mail about the reference that an officer got. */
    private static List<String> officersMails(String officer, String reference) throws Exception {
        await().atMost(SOON).until(() -> mail.mailsOf(officer).stream()
                .anyMatch(one -> text(one).contains(reference)));
        return mail.mailsOf(officer).stream()
                .map(PolicyIT::text)
                .filter(text -> text.contains(reference))
                .toList();
    }

    private static String text(MimeMessage message) {
        try {
            return (String)
                    ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
