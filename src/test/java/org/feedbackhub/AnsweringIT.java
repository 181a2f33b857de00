package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.feedbackhub.Correspondence.COMPLAINT;
import static org.feedbackhub.Correspondence.NORTH_KESTEVEN;
import static org.feedbackhub.Correspondence.SOON;
import static org.feedbackhub.Correspondence.WEST_LINDSEY;
import static org.feedbackhub.Correspondence.resident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.feedbackhub.Correspondence.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the hub answers and whom not: bounces, machines, the council's own people, and those who write without end. */
class AnsweringIT {

    private static final String OFFICER = "d.marsh@west-lindsey.gov.uk";
    private static final String PROVEN = "Authentication-Results: mx.west-lindsey.gov.uk; dmarc=pass\r\n";

    private static HubUnderTest hub;
    private static Correspondence mail;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() throws IOException {
        ConfigFolder config = new ConfigFolder()
                .council("north-kesteven", council -> ((ObjectNode) council.path("sender"))
                        .put("bounces", "bounces+{reference}@n-kesteven.gov.uk"))
                .council("west-lindsey", council -> council.remove("letters"));
        hub = HubUnderTest.start(Nothing.class, config.setting(), "--hub.notifications.unsure-before=400d");
        mail = new Correspondence(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void a_bounce_of_our_mail_marks_it_and_the_address_until_somebody_writes_from_there() throws Exception {
        String resident = resident();
        String reference = mail.acknowledged(resident, WEST_LINDSEY);

        Outcome bounce = bounce(WEST_LINDSEY, mail.acknowledgementId(reference), resident, "failed", "5.1.1");

        assertThat(bounce.outcome()).isEqualTo("automatic");
        assertThat(bounce.attention()).isNull();
        assertThat(mail.states(reference)).containsExactly("acknowledgement bounced");
        assertThat(mail.told("feedback.notifications", reference, 2))
                .extracting(told -> told.body().path("state").asText())
                .containsExactly("sent", "bounced");
        assertThat(undeliverable(resident)).isTrue();

        String byPhone = mail.deliver(OFFICER, WEST_LINDSEY, "Call", PROVEN, note(resident))
                .reference();
        await().atMost(SOON).until(() -> mail.states(byPhone).equals(List.of("acknowledgement suppressed")));

        mail.acknowledged(resident, WEST_LINDSEY, "I wish to complain. The green bin was missed as well.");
        assertThat(undeliverable(resident)).isFalse();
    }

    @Test
    void what_comes_back_to_a_resident_with_a_postal_address_is_held_once_where_no_letters_are_printed()
            throws Exception {
        String resident = resident();
        String reference = mail.deliver(
                        OFFICER,
                        WEST_LINDSEY,
                        "Call",
                        PROVEN,
                        note(resident) + "\nAddress: 1 Nowhere Lane, Gainsborough")
                .reference();
        await().atMost(SOON).until(() -> mail.states(reference).equals(List.of("acknowledgement sent")));

        for (int report = 0; report < 2; report++) {
            assertThat(bounce(WEST_LINDSEY, mail.acknowledgementId(reference), resident, "failed", "5.1.1")
                            .attention())
                    .isNull();
        }

        assertThat(mail.jdbc()
                        .sql("select state || ', ' || reason || ', ' || bounce from notification where reference = ?")
                        .param(reference)
                        .query(String.class)
                        .single())
                .isEqualTo("held, came back: 5.1.1; held for a letter, 5.1.1");
        assertThat(mail.told("feedback.notifications", reference, 3))
                .extracting(told -> told.body().path("state").asText())
                .containsExactly("sent", "bounced", "held");
        assertThat(undeliverable(resident)).isTrue();
    }

    @Test
    void a_survey_that_comes_back_is_not_held_though_a_postal_address_is_known() throws Exception {
        String resident = resident();
        String reference = mail.deliver(
                        OFFICER,
                        WEST_LINDSEY,
                        "Call",
                        PROVEN,
                        note(resident) + "\nAddress: 2 Nowhere Lane, Gainsborough")
                .reference();
        await().atMost(SOON).until(() -> mail.states(reference).equals(List.of("acknowledgement sent")));
        mail.jdbc()
                .sql("update notification set notification = 'survey' where reference = ?")
                .param(reference)
                .update();
        String messageId = mail.jdbc()
                .sql("select message_id from notification where reference = ?")
                .param(reference)
                .query(String.class)
                .single();

        bounce(WEST_LINDSEY, messageId, resident, "failed", "5.1.1");

        assertThat(mail.states(reference)).containsExactly("survey bounced");
    }

    @Test
    void who_writes_about_their_feedback_can_be_reached_again() throws Exception {
        String resident = resident();
        String reference = mail.acknowledged(resident, WEST_LINDSEY);
        bounce(WEST_LINDSEY, mail.acknowledgementId(reference), resident, "failed", "5.2.2");
        assertThat(undeliverable(resident)).isTrue();

        mail.deliver(resident, WEST_LINDSEY, "Re: " + reference, "", "The box was full, I have emptied it.");

        assertThat(undeliverable(resident)).isFalse();
    }

    @Test
    void a_warning_of_delay_marks_nothing() throws Exception {
        String resident = resident();
        String reference = mail.acknowledged(resident, WEST_LINDSEY);

        Outcome warning = bounce(WEST_LINDSEY, mail.acknowledgementId(reference), resident, "delayed", "4.4.1");

        assertThat(warning.outcome()).isEqualTo("automatic");
        assertThat(warning.attention()).isNull();
        assertThat(mail.states(reference)).containsExactly("acknowledgement sent");
        assertThat(undeliverable(resident)).isFalse();
    }

    @Test
    void a_bounce_of_a_mail_that_is_not_known_is_for_a_person_to_see() throws Exception {
        Outcome bounce = bounce(WEST_LINDSEY, "<another@west-lindsey.gov.uk>", resident(), "failed", "5.1.1");

        assertThat(bounce.outcome()).isEqualTo("automatic");
        assertThat(bounce.attention()).isNotBlank();
    }

    @Test
    void a_bounce_of_another_councils_mail_is_not_ours() throws Exception {
        String resident = resident();
        String reference = mail.acknowledged(resident, NORTH_KESTEVEN);

        Outcome bounce = bounce(WEST_LINDSEY, mail.acknowledgementId(reference), resident, "failed", "5.1.1");

        assertThat(bounce.attention()).isNotBlank();
        assertThat(mail.states(reference)).containsExactly("acknowledgement sent");
    }

    @Test
    void what_a_mail_is_about_stands_in_the_address_to_which_it_comes_back() throws Exception {
        String resident = resident();
        String reference = mail.acknowledged(resident, NORTH_KESTEVEN);
        String returnPath = "bounces+" + reference.toLowerCase(java.util.Locale.ROOT) + "@n-kesteven.gov.uk";
        assertThat(mail.mailsOf(resident).get(0).getHeader("Return-Path")[0]).isEqualTo("<" + returnPath + ">");
        // newer than the resident's, and yet not what came back
        mail.jdbc()
                .sql(
                        """
                        insert into notification (id, reference, notification, recipient, variant, state, reason, due_at,
                                                  decided_at, message_id)
                        values (gen_random_uuid(), ?, 'hand-over', 'officer@example.org', '', 'sent', 'due', now(), now(), '')""")
                .param(reference)
                .update();

        Outcome bounce = mail.deliver(
                Correspondence.MAIL_SERVER,
                NORTH_KESTEVEN,
                "From: " + Correspondence.MAIL_SERVER + "\nTo: " + returnPath
                        + "\nSubject: Undelivered Mail Returned to Sender\n"
                        + "Auto-Submitted: auto-replied\n\nYour message could not be delivered. 550 5.1.1 no such user\n");

        assertThat(bounce.attention()).isNull();
        assertThat(mail.states(reference)).containsExactly("acknowledgement bounced", "hand-over sent");
    }

    @Test
    void who_writes_six_times_in_ten_minutes_is_answered_five_times_and_recorded_six_times() throws Exception {
        String resident = resident();
        List<String> references = IntStream.rangeClosed(1, 6)
                .mapToObj(number -> {
                    try {
                        return mail.deliver(
                                        resident, WEST_LINDSEY, "Bin " + number, "", COMPLAINT + " Number " + number)
                                .reference();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();

        await().atMost(SOON).until(() -> states(resident, "suppressed") == 1 && states(resident, "sent") == 5);
        assertThat(references).doesNotContainNull().doesNotHaveDuplicates().hasSize(6);
        assertThat(mail.mailsOf(resident)).hasSize(5);
    }

    @Test
    void the_councils_own_addresses_are_never_answered() throws Exception {
        Outcome own = mail.deliver(NORTH_KESTEVEN, WEST_LINDSEY, "Bins", "", COMPLAINT);
        Outcome officer = mail.deliver(OFFICER, WEST_LINDSEY, "Bins", "", COMPLAINT);

        assertThat(own.outcome()).isEqualTo("automatic");
        assertThat(officer.outcome()).isEqualTo("recorded");
        await().atMost(SOON)
                .until(() -> mail.states(officer.reference()).equals(List.of("acknowledgement suppressed")));
        assertThat(mail.mailsOf(OFFICER)).isEmpty();
    }

    @Test
    void what_the_gateway_marks_as_spam_is_kept_and_neither_told_nor_answered() throws Exception {
        String resident = resident();

        Outcome spam = mail.deliver(resident, WEST_LINDSEY, "Bins", "X-Spam-Flag: YES\r\n", COMPLAINT);
        Outcome ham = mail.deliver(resident, WEST_LINDSEY, "Bins", "X-Spam-Flag: NO\r\n", COMPLAINT);

        assertThat(spam.outcome()).isEqualTo("spam");
        assertThat(spam.reference()).isNull();
        assertThat(ham.outcome()).isEqualTo("recorded");
        await().atMost(SOON).until(() -> states(resident, "sent") == 1);
    }

    @ParameterizedTest(name = "as {0}")
    @ValueSource(strings = {"note", "inline", "attached"})
    void what_an_officer_passes_on_is_answered_to_the_resident_and_never_to_the_officer(String form) throws Exception {
        String resident = resident();

        Outcome outcome = passedOn(PROVEN, form, resident);

        await().atMost(SOON).until(() -> mail.mailsOf(resident).size() == 1);
        assertThat(mail.jdbc()
                        .sql("select state -> 'submission' ->> 'takenBy' from feedback where reference = ?")
                        .param(outcome.reference())
                        .query(String.class)
                        .single())
                .isEqualTo(OFFICER);
        await().atMost(SOON).untilAsserted(() -> assertThat(mail.states(outcome.reference()))
                .containsExactly("acknowledgement sent"));
        assertThat(mail.mailsOf(OFFICER)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "Subject-Prefix: none\r\n",
                "Authentication-Results: mx.west-lindsey.gov.uk; dmarc=fail\r\n" + PROVEN,
                "Authentication-Results: mx.example.net; dmarc=pass\r\n" + PROVEN,
                "Authentication-Results: mx.west-lindsey.gov.uk; spf=pass smtp.mailfrom=example.org\r\n",
                "Authentication-Results: mx.west-lindsey.gov.uk; dkim=pass header.d=example.org\r\n"
            })
    void who_only_looks_like_an_officer_is_an_ordinary_sender(String headers) throws Exception {
        String resident = resident();

        Outcome outcome = passedOn(headers, "note", resident);

        await().atMost(SOON)
                .until(() -> mail.states(outcome.reference()).equals(List.of("acknowledgement suppressed")));
        assertThat(mail.mailsOf(resident)).isEmpty();
        assertThat(mail.jdbc()
                        .sql("select for_review from feedback where reference = ?")
                        .param(outcome.reference())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private static Outcome passedOn(String headers, String form, String resident) throws Exception {
        String theirs = "From: Len Thirkell <" + resident + ">\n";
        return switch (form) {
            case "inline" ->
                mail.deliver(
                        OFFICER,
                        WEST_LINDSEY,
                        "FW: Bins",
                        headers,
                        "For logging please.\n\n" + theirs
                                + "Sent: 03 November 2026 10:02\nTo: Desk <desk@west-lindsey.gov.uk>\n"
                                + "Subject: Bins\n\n" + COMPLAINT);
            case "attached" ->
                mail.deliver(
                        OFFICER,
                        WEST_LINDSEY,
                        "Please log",
                        headers + "Content-Type: multipart/mixed; boundary=b\n",
                        "--b\n\nOne for you.\n--b\nContent-Type: message/rfc822\n\n" + theirs + "Subject: Bins\n\n"
                                + COMPLAINT + "\n--b--");
            default -> mail.deliver(OFFICER, WEST_LINDSEY, "Call", headers, note(resident));
        };
    }

    private static String note(String resident) {
        return "Caller: Len Thirkell\nTelephone: 01632 960111\nE-mail: " + resident + "\nFeedback: " + COMPLAINT;
    }

    private static Outcome bounce(String to, String messageId, String recipient, String action, String status)
            throws Exception {
        return mail.bounce(to, messageId, recipient, action, status);
    }

    private static boolean undeliverable(String address) {
        return mail.jdbc()
                .sql("select exists (select 1 from undeliverable where address = ?)")
                .param(address)
                .query(Boolean.class)
                .single();
    }

    private static long states(String recipient, String state) {
        return mail.jdbc()
                .sql("select count(*) from notification where recipient = ? and state = ?")
                .params(recipient, state)
                .query(Long.class)
                .single();
    }
}
