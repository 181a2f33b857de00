package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.feedbackhub.arrival.LedgerUpkeep;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.mailserver.CuttableProxy;
import org.feedbackhub.mailserver.Dovecot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mailboxes on a real IMAP server: what is taken, what is known as a copy, and where it goes. */
class MailboxIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String NORTH_KESTEVEN = "experience@n-kesteven.gov.uk";

    private static Dovecot dovecot;
    private static Dovecot old;
    private static CuttableProxy line;
    private static CuttableProxy oldLine;
    private static HubUnderTest hub;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Dovecot.installed(), "needs root and Debian's dovecot-imapd: apt-get install dovecot-imapd");
        dovecot = new Dovecot();
        old = Dovecot.ofOldAge();
        line = new CuttableProxy(dovecot.port());
        oldLine = new CuttableProxy(old.port());
        ConfigFolder config = new ConfigFolder().council("west-lindsey", council -> {
            List.of("seen", "first", "second", "one", "large", "machines", "figures", "same-id", "no-id", "again")
                    .forEach(id -> ConfigFolder.addMailbox(council, id, dovecot.port()));
            ConfigFolder.addMailbox(council, "line", line.port());
            ConfigFolder.addMailbox(council, "old", oldLine.port());
            ConfigFolder.addMailbox(council, "rebuilt", old.port());
            ConfigFolder.addMailbox(council, "wrong", dovecot.port()).put("password", "not this one");
        });
        hub = HubUnderTest.start(
                Nothing.class,
                config.setting(),
                "--hub.imap.port=" + dovecot.port(),
                "--hub.email.limits.size=1MB",
                "--hub.email.mailboxes.fetch-bytes=512KB",
                "--hub.email.mailboxes.reconcile-every=500ms",
                "--hub.email.mailboxes.back-off-factor=2");
    }

    @AfterAll
    static void stop() throws IOException {
        if (hub != null) {
            hub.close();
            line.close();
            oldLine.close();
            dovecot.close();
            old.close();
        }
    }

    @Test
    void a_mail_that_an_officer_has_opened_is_taken_and_goes_to_a_folder_that_comes_into_being() throws Exception {
        String user = ConfigFolder.user("seen");
        assertThat(dovecot.holds(user, "Processed")).isFalse();
        dovecot.deliver(user, "S", mail(id(), resident(), "My bin was missed again."));

        List<Arrival> arrivals = settled("seen", user, 1);

        assertThat(arrivals).extracting(Arrival::outcome).containsExactly("recorded");
        assertThat(dovecot.names(user, "Processed")).singleElement().asString().endsWith("S");
    }

    @Test
    void a_server_without_move_is_asked_to_expunge_just_what_was_copied() throws Exception {
        String user = ConfigFolder.user("old");
        old.deliver(user, "T", mail(id(), resident(), "My bin was missed again, and an officer has marked this."));
        old.deliver(user, "", mail(id(), resident(), "My bin was missed again, and nobody has seen this."));

        await().atMost(SOON).until(() -> old.count(user, "Processed") == 2 && old.count(user, "INBOX") == 0);

        assertThat(arrivals("old")).extracting(Arrival::outcome).containsExactly("recorded", "recorded");
        assertThat(oldLine.asked())
                .contains("UID COPY", "UID EXPUNGE")
                .doesNotContainPattern("(?m)^\\S+ (EXPUNGE|CLOSE)")
                .doesNotContain("UID MOVE");
    }

    @Test
    void a_line_that_breaks_between_commit_and_move_records_nothing_twice() throws Exception {
        String resident = resident();
        line.cutBefore("UID MOVE");
        dovecot.deliver(ConfigFolder.user("line"), "", mail(id(), resident, "My bin was missed again."));

        List<Arrival> arrivals = settled("line", ConfigFolder.user("line"), 1);

        assertThat(arrivals).extracting(Arrival::outcome).containsExactly("recorded");
        assertThat(dovecot.count(ConfigFolder.user("line"), "Processed")).isEqualTo(1);
        assertThat(line.connections()).hasSizeGreaterThan(1);
        assertThat(acknowledgements(resident)).isEqualTo(1);
    }

    @Test
    void a_message_that_comes_back_is_a_duplicate_and_one_with_another_text_is_not() throws Exception {
        String resident = resident();
        String id = id();
        String user = ConfigFolder.user("again");
        dovecot.deliver(user, "", mail(id, resident, "My bin was missed again."));
        settled("again", user, 1);
        dovecot.deliver(user, "", mail(id, resident, "My bin  was missed\r\nagain."));
        settled("again", user, 2);
        dovecot.deliver(user, "", mail(id, resident, "My bin was missed once more."));

        List<Arrival> arrivals = settled("again", user, 3);

        assertThat(arrivals).extracting(Arrival::outcome).containsExactly("recorded", "duplicate", "recorded");
        assertThat(arrivals.get(1).duplicateOf()).isEqualTo(arrivals.get(0).id());
        assertThat(arrivals.get(1).reference()).isEqualTo(arrivals.get(0).reference());
        assertThat(arrivals.get(2).reference()).isNotEqualTo(arrivals.get(0).reference());
    }

    @Test
    void the_same_mail_in_two_mailboxes_of_a_council_is_one_feedback_and_is_answered_once() throws Exception {
        String resident = resident();
        byte[] mail = mail(id(), resident, "My bin was missed again.");
        dovecot.deliver(ConfigFolder.user("first"), "", mail);
        dovecot.deliver(ConfigFolder.user("second"), "", received(mail));

        List<Arrival> first = settled("first", ConfigFolder.user("first"), 1);
        List<Arrival> second = settled("second", ConfigFolder.user("second"), 1);

        List<Arrival> both = List.of(first.get(0), second.get(0));
        assertThat(both).extracting(Arrival::outcome).containsExactlyInAnyOrder("recorded", "duplicate");
        assertThat(both)
                .extracting(Arrival::reference)
                .doesNotContainNull()
                .allMatch(first.get(0).reference()::equals);
        Arrival copy = both.stream()
                .filter(one -> one.outcome().equals("duplicate"))
                .findFirst()
                .orElseThrow();
        assertThat(both).extracting(Arrival::id).contains(copy.duplicateOf());
        await().atMost(SOON).until(() -> hub.read(resident, "INBOX").size() == 1);
        assertThat(acknowledgements(resident)).isEqualTo(1);
    }

    @Test
    void two_councils_each_record_their_own() throws Exception {
        byte[] mail = mail(id(), resident(), "My bin was missed again.");
        dovecot.deliver(ConfigFolder.user("one"), "", mail);
        dovecot.deliver(NORTH_KESTEVEN, "", mail);

        List<Arrival> ours = settled("one", ConfigFolder.user("one"), 1);
        List<Arrival> theirs = settled("north-kesteven-experience", NORTH_KESTEVEN, 1);

        assertThat(ours).extracting(Arrival::outcome).containsExactly("recorded");
        assertThat(theirs).extracting(Arrival::outcome).containsExactly("recorded");
        assertThat(ours.get(0).reference()).startsWith("WL-");
        assertThat(theirs.get(0).reference()).startsWith("NK-");
    }

    @Test
    void two_mails_without_message_id_are_two_feedbacks() throws Exception {
        String resident = resident();
        String user = ConfigFolder.user("no-id");
        dovecot.deliver(user, "", mail(null, resident, "My bin was missed again."));
        dovecot.deliver(user, "", mail(null, resident, "My bin was missed again, and the neighbour's."));

        assertThat(settled("no-id", user, 2)).extracting(Arrival::outcome).containsExactly("recorded", "recorded");
    }

    @Test
    void a_mailbox_that_was_rebuilt_brings_only_duplicates() throws Exception {
        String user = ConfigFolder.user("rebuilt");
        old.deliver(user, "", mail(null, resident(), "My bin was missed again."));
        old.deliver(user, "", mail(id(), resident(), "My other bin was missed again."));
        await().atMost(SOON).until(() -> old.count(user, "Processed") == 2);
        old.stop();
        old.putBack(user, "Processed");
        old.forgetUids(user);
        old.start();

        await().atMost(SOON).until(() -> arrivals("rebuilt").size() == 4 && old.count(user, "INBOX") == 0);

        assertThat(arrivals("rebuilt"))
                .extracting(Arrival::outcome)
                .containsExactlyInAnyOrder("recorded", "recorded", "duplicate", "duplicate");
        assertThat(arrivals("rebuilt").stream().map(Arrival::reference).distinct())
                .hasSize(2);
    }

    @Test
    void what_is_larger_than_a_fetch_but_not_too_large_is_taken_whole() throws Exception {
        byte[] mail = withFile(resident(), "", 700_000);
        dovecot.deliver(ConfigFolder.user("figures"), "", mail);

        await().atMost(SOON).until(() -> arrivals("figures").stream()
                .anyMatch(one -> one.sha256().equals(hash(mail))));

        assertThat(arrivals("figures"))
                .filteredOn(one -> one.sha256().equals(hash(mail)))
                .extracting(Arrival::outcome)
                .containsExactly("recorded");
    }

    @Test
    void too_large_a_mail_is_kept_whole_in_quarantine_and_its_sender_is_told_once_a_day() throws Exception {
        String resident = resident();
        String user = ConfigFolder.user("large");
        byte[] mail = withFile(resident, "", 3_500_000);
        dovecot.deliver(user, "", mail);
        dovecot.deliver(user, "", withFile(resident, "", 1_500_000));

        List<Arrival> arrivals = settled("large", user, 2);

        assertThat(arrivals).extracting(Arrival::outcome).containsExactly("quarantined", "quarantined");
        assertThat(arrivals).extracting(Arrival::sha256).contains(hash(mail));
        try (var kept = hub.bean(RawStore.class).open(hash(mail))) {
            assertThat(hash(kept.readAllBytes())).isEqualTo(hash(mail));
        }
        assertThat(dovecot.count(user, "Quarantine")).isEqualTo(2);
        await().atMost(SOON).until(() -> notices(resident, "sent") == 1 && notices(resident, "suppressed") == 1);
        assertThat(hub.read(resident, "INBOX")).singleElement().satisfies(told -> assertThat(told.getSubject())
                .isEqualTo("We could not take your message"));
    }

    @Test
    void a_machine_and_what_is_marked_as_spam_are_told_nothing_of_too_large_a_mail() throws Exception {
        String machine = resident();
        String spammer = resident();
        String user = ConfigFolder.user("machines");
        dovecot.deliver(user, "", withFile(machine, "Auto-Submitted: auto-generated\r\n", 1_500_000));
        dovecot.deliver(user, "", withFile(spammer, "X-Spam-Flag: YES\r\n", 1_500_000));
        dovecot.deliver(
                user,
                "",
                ("From: " + resident() + "\r\nX-Long: " + "x ".repeat(80_000) + "\r\n\r\nMy bin.\r\n")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(settled("machines", user, 3)).extracting(Arrival::outcome).containsOnly("quarantined");

        assertThat(dovecot.count(user, "Quarantine")).isEqualTo(3);
        assertThat(one("select count(*) from notice where recipient in (?, ?)", machine, spammer))
                .isZero();
    }

    @Test
    void a_mailbox_whose_login_is_refused_is_never_read_and_stops_no_other() throws Exception {
        dovecot.deliver(ConfigFolder.user("wrong"), "", mail(id(), resident(), "My bin was missed again."));
        dovecot.deliver(ConfigFolder.user("same-id"), "", mail(id(), resident(), "My bin was missed again."));

        assertThat(settled("same-id", ConfigFolder.user("same-id"), 1)).hasSize(1);
        assertThat(arrivals("wrong")).isEmpty();
        assertThat(figure("hub_mailbox_last_success_seconds", "wrong")).contains(0.0);
        assertThat(figure("hub_mailbox_last_success_seconds", "same-id"))
                .hasValueSatisfying(seconds -> assertThat(seconds).isPositive());
    }

    @Test
    void messages_on_the_server_are_counted_against_the_ledger() throws Exception {
        dovecot.deliver(ConfigFolder.user("figures"), "", mail(id(), resident(), "My bin was missed again."));

        await().atMost(SOON).until(() -> arrivals("figures").stream()
                .anyMatch(one -> one.outcome().equals("recorded")));
        await().atMost(SOON).until(() -> {
            double arrivals = arrivals("figures").size();
            return figure("hub_mailbox_messages", "figures").equals(Optional.of(arrivals))
                    && figure("hub_mailbox_arrivals", "figures").equals(Optional.of(arrivals))
                    && figure("hub_mailbox_unrecorded", "figures").equals(Optional.of(0.0));
        });
        assertThat(hub.bean(LedgerUpkeep.class).counts().difference()).isZero();
    }

    @Test
    void an_empty_mailbox_is_asked_no_more_often_than_configured_and_over_one_connection() {
        await().atMost(SOON).until(() -> searches() > 0);
        long before = searches();
        int connections = oldLine.connections().size();
        Instant start = Instant.now();

        await().atMost(SOON).until(() -> searches() >= before + 10);

        // seven in a second: five polls and two counts against the ledger
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofSeconds(1));
        assertThat(oldLine.connections().size() - connections).isLessThan(3);
    }

    private static long searches() {
        return oldLine.asked()
                .lines()
                .filter(said -> said.contains("UID SEARCH"))
                .count();
    }

    /** A line of the ledger. */
    private record Arrival(UUID id, String outcome, String reference, UUID duplicateOf, String sha256) {}

    private static List<Arrival> arrivals(String mailbox) {
        return hub.bean(JdbcClient.class)
                .sql("select id, outcome, reference, duplicate_of, sha256 from arrival where source like ?"
                        + " order by arrived_at, id")
                .param("imap:" + mailbox + "/%")
                .query((row, number) -> new Arrival(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, UUID.class),
                        row.getString(5)))
                .list();
    }

    private static List<Arrival> settled(String mailbox, String user, int arrivals) {
        await().atMost(SOON).until(() -> arrivals(mailbox).size() == arrivals && dovecot.count(user, "INBOX") == 0);
        return arrivals(mailbox);
    }

    private static long acknowledgements(String resident) {
        return one("select count(*) from notification where recipient = ?", resident);
    }

    private static long notices(String resident, String state) {
        return one("select count(*) from notice where recipient = ? and state = ?", resident, state);
    }

    private static long one(String query, Object... values) {
        return hub.bean(JdbcClient.class)
                .sql(query)
                .params(values)
                .query(Long.class)
                .single();
    }

    private static Optional<Double> figure(String name, String mailbox) throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + hub.managementPort() + "/actuator/prometheus"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        Matcher found = Pattern.compile("(?m)^" + name + "\\{[^}]*mailbox=\"" + mailbox + "\"[^}]*} (\\S+)$")
                .matcher(page.body());
        return found.find() ? Optional.of(Double.parseDouble(found.group(1))) : Optional.empty();
    }

    private static String resident() {
        return "r" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    }

    private static String id() {
        return "<" + UUID.randomUUID() + "@example.org>";
    }

    private static byte[] mail(String messageId, String from, String text) {
        return ("From: A Resident <" + from + ">\r\nTo: experience@west-lindsey.gov.uk\r\nSubject: Bins\r\n"
                        + "Date: Mon, 1 Jun 2026 09:00:00 +0100\r\n"
                        + (messageId == null ? "" : "Message-ID: " + messageId + "\r\n")
                        + "\r\nI wish to complain. " + text + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The same, as another server has passed it on. */
    private static byte[] received(byte[] mail) {
        return ("Received: from mx.example.org by mx.example.net; Mon, 1 Jun 2026 09:00:07 +0100\r\n"
                        + new String(mail, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] withFile(String from, String headers, int size) {
        String row = "QUJD".repeat(19) + "\r\n";
        return ("From: " + from + "\r\nSubject: Photographs\r\nMessage-ID: " + id() + "\r\n" + headers
                        + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nI wish to complain about my bin.\r\n"
                        + "--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
                        + "Content-Disposition: attachment; filename=bin.dat\r\n\r\n"
                        + row.repeat(size / row.length()) + "--b--\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
