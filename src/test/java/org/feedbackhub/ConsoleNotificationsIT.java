package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.feedbackhub.Correspondence.COMPLAINT;
import static org.feedbackhub.Correspondence.NORTH_KESTEVEN;
import static org.feedbackhub.Correspondence.SOON;
import static org.feedbackhub.Correspondence.WEST_LINDSEY;
import static org.feedbackhub.Correspondence.resident;

import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the councils' people see and do about what is to be sent, over HTTP, on a whole hub. */
class ConsoleNotificationsIT {

    private static final String LIST = "/console/notifications";
    private static final String TEMPLATES = "/console/templates";
    private static final ZoneId UK = ZoneId.of("Europe/London");
    private static final String HARM = "I am worried that the child next door is being hit by her father every night.";

    private static HubUnderTest hub;
    private static Correspondence mail;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() {
        List<String> settings = new ArrayList<>();
        settings.addAll(user(0, "dee", "operator", "west-lindsey"));
        settings.addAll(user(1, "nora", "operator", "north-kesteven"));
        settings.addAll(user(2, "sam", "safeguarding", "west-lindsey"));
        settings.addAll(user(3, "rae", "reviewer", "west-lindsey"));
        settings.addAll(user(4, "pip", "phone-agent", "west-lindsey"));
        settings.addAll(user(5, "sol", "operator,safeguarding", "north-kesteven"));
        // so that all that residents get waits to be looked at
        settings.add("--hub.notifications.acknowledge-after=20h");
        hub = HubUnderTest.start(Nothing.class, settings.toArray(String[]::new));
        mail = new Correspondence(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static List<String> user(int number, String name, String role, String council) {
        String user = "--hub.console.users[" + number + "].";
        return List.of(
                user + "name=" + name,
                user + "password-hash={noop}let-me-in",
                user + "roles=" + role,
                user + "councils=" + council);
    }

    @Test
    void what_is_planned_is_listed_for_the_councils_own_people_and_can_be_narrowed() throws Exception {
        String resident = resident();
        Planned planned = planned(resident, WEST_LINDSEY, COMPLAINT);
        Planned other = planned(resident(), NORTH_KESTEVEN, COMPLAINT);
        Browser dee = as("dee");

        assertThat(dee.get(LIST).body())
                .contains("/console/feedback/" + planned.reference(), item(planned), resident, "acknowledgement")
                .doesNotContain(other.reference());
        assertThat(as("nora").get(LIST).body()).contains(item(other)).doesNotContain(item(planned));
        assertThat(as("rae").get(LIST + "?state=all&type=acknowledgement").body())
                .contains(item(planned));
        assertThat(dee.get(LIST + "?type=hand-over").body())
                .contains("There are none here.")
                .doesNotContain(item(planned));
        assertThat(dee.get(LIST + "?state=bounced").body()).contains("There are none here.");
        assertThat(dee.get(LIST + "?council=north-kesteven").body()).doesNotContain(item(other));
        assertThat(as("pip").get(LIST).body()).contains("You may see no notifications of any council");
        assertThat(as("nora").get(item(planned)).statusCode()).isEqualTo(404);
        assertThat(as("nora").get(item(planned) + "/html").statusCode()).isEqualTo(404);
        assertThat(as("pip").get(item(planned)).statusCode()).isEqualTo(404);
    }

    @Test
    void a_long_list_has_pages_with_the_next_first() throws Exception {
        Planned next = planned(resident(), NORTH_KESTEVEN, COMPLAINT);
        mail.jdbc()
                .sql(
                        """
                        insert into notification (id, reference, notification, occasion, recipient, variant, state, reason,
                                                  due_at, message_id)
                        select gen_random_uuid(), ?, 'extension', 'page ' || n, 'page@example.org', '', 'planned',
                               'planned', now() + interval '2 days' + n * interval '1 hour', 'page-' || n
                        from generate_series(1, 45) n""")
                .param(next.reference())
                .update();
        Browser nora = as("nora");

        assertThat(nora.get(LIST).body())
                .contains("Page 1 of 3", item(next), "page 1<")
                .doesNotContain("page 45<");
        assertThat(nora.get(LIST + "?type=extension&page=3").body())
                .contains("Page 3 of 3", "page 45<", "Planned (45)")
                .doesNotContain("page 1<");
        mail.jdbc()
                .sql("delete from notification where recipient = 'page@example.org'")
                .update();
    }

    @Test
    void what_needs_nobody_any_more_is_listed_for_a_month_and_what_may_need_somebody_for_ever() throws Exception {
        Planned planned = planned(resident(), NORTH_KESTEVEN, COMPLAINT);
        settled(planned, "sent", 3, 40);
        settled(planned, "sent", 2, 29);
        settled(planned, "suppressed", 1, 31);
        settled(planned, "failed", 4, 400);
        Browser nora = as("nora");

        assertThat(nora.get(LIST + "?type=stage-confirmed&state=sent").body())
                .contains("Sent (2)", "Not sent (0)", "Failed (4)", "All (6)", "listed and counted for 30 days")
                .contains("sent 29 1<")
                .doesNotContain("sent 40 1<");
        assertThat(nora.get(LIST + "?type=stage-confirmed&state=failed").body())
                .contains("failed 400 4<")
                .doesNotContain("30 days");
        assertThat(nora.get(LIST + "?type=stage-confirmed&state=all").body())
                .contains("failed 400 1<", "sent 29 2<", "30 days")
                .doesNotContain("sent 40 1<", "suppressed 31 1<");
        assertThat(nora.get("/console/feedback/" + planned.reference()).body()).contains("sent 40 3");
        mail.jdbc()
                .sql("delete from notification where notification = 'stage-confirmed'")
                .update();
    }

    /** So many, decided so many days ago. */
    private static void settled(Planned about, String state, int count, int days) {
        mail.jdbc()
                .sql(
                        """
                        insert into notification (id, reference, notification, occasion, recipient, variant, state, reason,
                                                  due_at, decided_at, message_id)
                        select gen_random_uuid(), :reference, 'stage-confirmed', :state || ' ' || :days || ' ' || n,
                               'settled@example.org', '', :state, 'due', moment, moment, gen_random_uuid()
                        from generate_series(1, :count) n, (select now() - make_interval(days => :days) as moment) m""")
                .param("reference", about.reference())
                .param("state", state)
                .param("count", count)
                .param("days", days)
                .update();
    }

    @Test
    void what_is_old_and_settled_is_not_read_to_count_the_rest() throws Exception {
        settled(planned(resident(), NORTH_KESTEVEN, COMPLAINT), "sent", 20_000, 400);
        mail.jdbc().sql("analyze notification").update();

        String plan = String.join(
                "\n",
                mail.jdbc()
                        .sql(
                                """
                                explain select n.state, count(*) from notification n
                                where (n.state in ('planned', 'held', 'sending', 'failed', 'bounced')
                                       or n.decided_at > now() - interval '30 days')
                                group by n.state""")
                        .query(String.class)
                        .list());

        assertThat(plan).contains("notification_to_see", "notification_decided").doesNotContain("Seq Scan");
        mail.jdbc()
                .sql("delete from notification where notification = 'stage-confirmed'")
                .update();
    }

    @Test
    void the_mail_is_shown_as_it_would_go_out_now() throws Exception {
        Planned planned = planned(resident(), WEST_LINDSEY, COMPLAINT);

        String page = as("rae").get(item(planned)).body();
        HttpResponse<String> html = as("rae").get(item(planned) + "/html");

        assertThat(page)
                .contains("It would go out in these words now.", "We have received your complaint", "Promised by")
                .contains("experience@west-lindsey.gov.uk", "sandbox")
                .contains("Only operators can move, send or cancel it")
                .doesNotContain("Send now", "Why should it not be sent?");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "sandbox");
        assertThat(html.body()).contains("<main>", planned.reference());
    }

    @Test
    void what_would_not_go_out_is_shown_with_why_not() throws Exception {
        Planned planned = planned(resident(), WEST_LINDSEY, COMPLAINT);
        mail.jdbc()
                .sql("update notification set recipient = 'no-reply@example.org' where id = ?")
                .param(planned.id())
                .update();

        assertThat(as("dee").get(item(planned)).body())
                .contains("It would not go out now: nobody reads what is sent to that address.");
    }

    @Test
    void the_links_of_a_survey_are_not_shown() throws Exception {
        Planned planned = planned(resident(), WEST_LINDSEY, COMPLAINT);
        mail.jdbc()
                .sql("update notification set notification = 'survey' where id = ?")
                .param(planned.id())
                .update();

        assertThat(as("dee").get(item(planned)).body()).contains("/survey/only-in-the-mail", "How did we do?");
    }

    @Test
    void an_operator_moves_it_to_another_time_of_the_uk() throws Exception {
        Planned planned = planned(resident(), WEST_LINDSEY, COMPLAINT);
        ZonedDateTime wanted = ZonedDateTime.now(UK).plusHours(21).truncatedTo(ChronoUnit.MINUTES);

        String page = move(as("dee"), planned, wanted).body();

        assertThat(page).contains("It was moved to", "planned; moved by dee");
        assertThat(due(planned)).isEqualTo(wanted.toInstant());
        assertThat(jobAt(planned)).isEqualTo(wanted.toInstant());
    }

    @Test
    void a_time_that_cannot_be_is_refused_in_plain_words() throws Exception {
        Planned planned = planned(resident(), WEST_LINDSEY, COMPLAINT);
        Instant before = due(planned);
        Browser dee = as("dee");

        HttpResponse<String> past = move(dee, planned, ZonedDateTime.now(UK).minusDays(1));
        HttpResponse<String> late = move(dee, planned, ZonedDateTime.now(UK).plusDays(200));
        HttpResponse<String> none = dee.press(
                item(planned), item(planned) + "/move", "day", "31", "month", "2", "year", "2030", "time", "noon");

        assertThat(past.statusCode()).isEqualTo(400);
        assertThat(past.body()).contains("The time must be in the future", "Error: A notification");
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).contains("The acknowledgement is promised by");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("Enter a day and a time", "value=\"noon\"");
        assertThat(due(planned)).isEqualTo(before);
    }

    @Test
    void an_operator_sends_it_at_once_and_only_once() throws Exception {
        String resident = resident();
        Planned planned = planned(resident, WEST_LINDSEY, COMPLAINT);
        Browser dee = as("dee");

        String page = dee.press(item(planned), item(planned) + "/send-now").body();

        assertThat(page).contains("It is decided once more");
        await().atMost(SOON).until(() -> state(planned).equals("sent"));
        assertThat(reason(planned)).isEqualTo("due; sent at once by dee");
        assertThat(mail.mailsOf(resident)).hasSize(1);
        assertThat(dee.press(item(planned), item(planned) + "/send-now").body())
                .contains("It does not wait any more, so nothing was changed.");
        assertThat(dee.get(LIST + "?state=sent").body()).contains(item(planned));
        assertThat(mail.told("feedback.notifications", planned.reference(), 1))
                .singleElement()
                .satisfies(fact ->
                        assertThat(fact.text()).contains("\"reason\":\"due\"").doesNotContain("dee"));
        assertThat(dee.get("/console/feedback/" + planned.reference()).body())
                .contains("due; sent at once by dee", item(planned));
    }

    @Test
    void what_is_held_is_sent_at_once_when_it_can_be() throws Exception {
        String resident = resident();
        Planned planned = planned(resident, WEST_LINDSEY, COMPLAINT);
        mail.jdbc()
                .sql(
                        """
                        update notification set state = 'held', reason = 'held for a letter',
                                                tried_at = now() - interval '9 days'
                        where id = ?""")
                .param(planned.id())
                .update();
        mail.jdbc()
                .sql("delete from scheduled_tasks where task_instance = ?")
                .param(planned.id().toString())
                .update();
        Browser dee = as("dee");
        assertThat(dee.get("/console").body())
                .contains("Notifications that are held", "/console/notifications?state=held");
        assertThat(dee.get(LIST + "?state=held").body()).contains(item(planned), "held for a letter");

        dee.press(item(planned), item(planned) + "/send-now");

        await().atMost(SOON).until(() -> state(planned).equals("sent"));
        assertThat(one("select tried_at from notification where id = ?", planned.id(), Timestamp.class))
                .as("it is given up by when it was tried anew")
                .isAfter(Timestamp.from(Instant.now().minus(1, ChronoUnit.DAYS)));
        assertThat(mail.mailsOf(resident)).hasSize(1);
    }

    @Test
    void an_operator_cancels_it_with_a_reason_that_is_told_to_nobody_else() throws Exception {
        String resident = resident();
        Planned planned = planned(resident, WEST_LINDSEY, COMPLAINT);
        Browser dee = as("dee");

        HttpResponse<String> refused = dee.press(item(planned), item(planned) + "/cancel", "reason", " ");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Enter why it is not to be sent");
        String page = dee.press(item(planned), item(planned) + "/cancel", "reason", "answered on the phone")
                .body();

        assertThat(page).contains("It will not be sent.");
        assertThat(state(planned)).isEqualTo("suppressed");
        assertThat(reason(planned)).isEqualTo("cancelled by a member of staff; dee: answered on the phone");
        await().atMost(SOON).until(() -> hub.records("feedback.notifications").stream()
                .anyMatch(record -> record.key().equals(planned.reference())));
        assertThat(hub.records("feedback.notifications"))
                .filteredOn(record -> record.key().equals(planned.reference()))
                .extracting(record -> new String(record.value(), java.nio.charset.StandardCharsets.UTF_8))
                .allSatisfy(fact -> assertThat(fact)
                        .contains("cancelled by a member of staff")
                        .doesNotContain("dee", "answered on the phone"));
        assertThat(mail.mailsOf(resident)).isEmpty();
    }

    @Test
    void only_operators_of_the_council_change_anything() throws Exception {
        Planned planned = planned(resident(), WEST_LINDSEY, COMPLAINT);

        for (String what : List.of("/send-now", "/move", "/cancel")) {
            assertThat(as("rae").press(item(planned), item(planned) + what).statusCode())
                    .as("reviewer: %s", what)
                    .isEqualTo(403);
            assertThat(as("nora").press(LIST, item(planned) + what).statusCode())
                    .as("another council: %s", what)
                    .isEqualTo(404);
        }
        assertThat(state(planned)).isEqualTo("planned");
    }

    @Test
    void what_is_about_harm_is_seen_and_changed_by_those_who_look_after_it_alone() throws Exception {
        Planned planned = planned(resident(), WEST_LINDSEY, HARM);
        assertThat(as("dee").get(LIST + "?state=all").body()).doesNotContain(planned.reference());
        assertThat(as("dee").get(item(planned)).statusCode()).isEqualTo(404);
        assertThat(as("dee")
                        .press(LIST, item(planned) + "/cancel", "reason", "x")
                        .statusCode())
                .isEqualTo(404);
        assertThat(opened(planned)).isEmpty();
        Browser sam = as("sam");

        assertThat(sam.get(LIST + "?state=all").body()).contains(item(planned), "safeguarding-alert");
        assertThat(sam.get("/console/feedback/" + planned.reference()).body()).contains("safeguarding-escalation");
        assertThat(opened(planned)).containsExactly("sam");
        assertThat(move(sam, planned, ZonedDateTime.now(UK).plusHours(2)).body())
                .contains("planned; moved by sam");
    }

    @Test
    void an_alert_and_its_escalation_are_changed_by_nobody_else_though_the_feedback_itself_tells_of_no_harm()
            throws Exception {
        Planned planned = planned(resident(), WEST_LINDSEY, COMPLAINT);
        Browser dee = as("dee");
        Browser sol = as("sol");
        for (String type : List.of("safeguarding-alert", "safeguarding-escalation")) {
            Planned alert = new Planned(UUID.randomUUID(), planned.reference());
            mail.jdbc()
                    .sql(
                            """
                            insert into notification (id, reference, notification, occasion, recipient, facts, variant, state,
                                                      reason, due_at, message_id)
                            select ?, reference, ?, 'words-1', 'deputy@example.org',
                                   jsonb_build_object('plannedAt', '2026-11-02T09:00:00Z'), '', 'planned', 'planned', due_at,
                                   gen_random_uuid()
                            from notification where id = ?""")
                    .params(alert.id(), type, planned.id())
                    .update();
            for (String what : List.of("/send-now", "/move", "/cancel")) {
                assertThat(dee.press(LIST, item(alert) + what, "reason", "x").statusCode())
                        .as("operator: %s", what)
                        .isEqualTo(404);
                assertThat(sol.press(LIST, item(alert) + what, "reason", "x").statusCode())
                        .as("who looks after harm in another council: %s", what)
                        .isEqualTo(404);
            }
            assertThat(dee.get(LIST + "?state=all&type=" + type).body()).doesNotContain(item(alert));
            assertThat(state(alert)).isEqualTo("planned");

            as("sam").press(item(alert), item(alert) + "/cancel", "reason", "seen to");
            assertThat(state(alert)).isEqualTo("suppressed");
        }
    }

    @Test
    void opening_what_tells_of_no_harm_is_no_answer_to_an_alert() throws Exception {
        Planned planned = planned(resident(), WEST_LINDSEY, COMPLAINT);

        as("dee").get("/console/feedback/" + planned.reference());

        assertThat(opened(planned)).isEmpty();
    }

    @Test
    void the_templates_of_ones_own_councils_are_shown_with_sample_data() throws Exception {
        Browser dee = as("dee");

        assertThat(dee.get(TEMPLATES).body())
                .contains("/console/templates/west-lindsey/survey", "acknowledgement-referral", "How did we do?")
                .doesNotContain("north-kesteven");
        assertThat(dee.get(TEMPLATES + "/west-lindsey/survey").body())
                .contains("WL-0000-000", "Answer our questions", "Language: en", "sandbox");
        HttpResponse<String> html = dee.get(TEMPLATES + "/west-lindsey/survey/html");
        assertThat(html.body()).contains("<main>", "WL-0000-000");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox");
        assertThat(dee.get(TEMPLATES + "/north-kesteven/survey").statusCode()).isEqualTo(404);
        assertThat(dee.get(TEMPLATES + "/west-lindsey/none").statusCode()).isEqualTo(404);
        assertThat(dee.get(TEMPLATES + "/west-lindsey/survey?language=xx").statusCode())
                .isEqualTo(404);
    }

    private record Planned(UUID id, String reference) {}

    /** A new feedback whose acknowledgement waits for its time. */
    private static Planned planned(String resident, String to, String text) throws Exception {
        String reference = mail.deliver(resident, to, "A word", "", text).reference();
        UUID id = mail.jdbc()
                .sql("select id from notification where reference = ? and notification = 'acknowledgement'")
                .param(reference)
                .query(UUID.class)
                .single();
        return new Planned(id, reference);
    }

    private static HttpResponse<String> move(Browser browser, Planned planned, ZonedDateTime to) throws Exception {
        return browser.press(
                item(planned),
                item(planned) + "/move",
                "day",
                "" + to.getDayOfMonth(),
                "month",
                "" + to.getMonthValue(),
                "year",
                "" + to.getYear(),
                "time",
                "%d:%02d".formatted(to.getHour(), to.getMinute()));
    }

    private static String item(Planned planned) {
        return LIST + "/" + planned.id();
    }

    private static Browser as(String name) throws Exception {
        Browser browser = new Browser(hub.httpPort());
        browser.signIn(name, "let-me-in");
        return browser;
    }

    private static String state(Planned planned) {
        return one("select state from notification where id = ?", planned.id(), String.class);
    }

    private static String reason(Planned planned) {
        return one("select reason from notification where id = ?", planned.id(), String.class);
    }

    private static Instant due(Planned planned) {
        return one("select due_at from notification where id = ?", planned.id(), Timestamp.class)
                .toInstant();
    }

    private static Instant jobAt(Planned planned) {
        return one(
                        "select execution_time from scheduled_tasks where task_instance = ?",
                        planned.id().toString(),
                        Timestamp.class)
                .toInstant();
    }

    private static List<String> opened(Planned planned) {
        return mail.jdbc()
                .sql("select opened_by from safeguarding_opened where reference = ?")
                .param(planned.reference())
                .query(String.class)
                .list();
    }

    private static <T> T one(String sql, Object param, Class<T> type) {
        return mail.jdbc().sql(sql).param(param).query(type).single();
    }
}
