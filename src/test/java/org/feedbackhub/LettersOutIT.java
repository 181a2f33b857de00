package org.feedbackhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.feedbackhub.Correspondence.NORTH_KESTEVEN;
import static org.feedbackhub.Correspondence.SOON;
import static org.feedbackhub.Correspondence.WEST_LINDSEY;
import static org.feedbackhub.Correspondence.resident;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.feedbackhub.casework.CaseEvents;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Sha256;
import org.feedbackhub.letter.Paper;
import org.feedbackhub.policy.Clause;
import org.feedbackhub.print.PrintRun;
import org.feedbackhub.review.ReviewDesk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What residents whom mail cannot reach are told on paper, on a whole hub. */
class LettersOutIT {

    private static final String LORRY =
            "I want to complain about the recycling lorry. It drove over the verge by the chapel twice and"
                    + " nobody has mended it.";
    private static final String OFFICER = "d.marsh@west-lindsey.gov.uk";
    private static final String PROVEN = "Authentication-Results: mx.west-lindsey.gov.uk; dmarc=pass\r\n";

    private static HubUnderTest hub;
    private static Correspondence mail;
    private static Path folder;

    /** No further beans. */
    static class Nothing {}

    @BeforeAll
    static void start() throws IOException {
        folder = Path.of("target", "print", UUID.randomUUID().toString());
        ConfigFolder config = new ConfigFolder()
                .council("west-lindsey", council -> ((ObjectNode) council.path("letters"))
                        .put("folder", folder.toAbsolutePath().toString()))
                .council("north-kesteven", council -> council.remove("letters"));
        hub = HubUnderTest.start(
                Nothing.class,
                config.setting(),
                "--hub.notifications.unsure-before=400d",
                "--hub.console.users[0].name=dee",
                "--hub.console.users[0].password-hash={noop}let-me-in",
                "--hub.console.users[0].roles=operator",
                "--hub.console.users[0].councils=west-lindsey",
                "--hub.console.users[1].name=rae",
                "--hub.console.users[1].password-hash={noop}let-me-in",
                "--hub.console.users[1].roles=reviewer",
                "--hub.console.users[1].councils=west-lindsey",
                "--hub.console.users[2].name=sam",
                "--hub.console.users[2].password-hash={noop}let-me-in",
                "--hub.console.users[2].roles=safeguarding",
                "--hub.console.users[2].councils=west-lindsey",
                // by hand, so that each test knows what lies where
                "--hub.print.batch-every=1h",
                "--hub.print.per-address.at-most=2",
                "--hub.letters.look-every=100ms",
                "--hub.letters.stable-for=500ms",
                "--hub.letters.folder=target/reading");
        mail = new Correspondence(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    @Clause("P5")
    void who_gives_a_postal_address_and_no_mail_is_acknowledged_by_one_letter() throws Exception {
        String reference = call("Caller: Sybil Cartwright", "Address: 7 Tennyson Close, Nettleton, Caistor LN7 6XX");

        Map<String, String> line = lineOf(reference);

        assertThat(line)
                .containsEntry("notification", "acknowledgement")
                .containsEntry("format", "standard")
                .containsEntry("address1", "Sybil Cartwright")
                .containsEntry("address2", "7 Tennyson Close")
                .containsEntry("address3", "Nettleton")
                .containsEntry("address4", "Caistor")
                .containsEntry("address5", "LN7 6XX")
                .containsEntry("address6", "");
        byte[] pdf = Files.readAllBytes(folder.resolve(line.get("file")));
        assertThat(Sha256.of(pdf)).isEqualTo(line.get("sha256"));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(Integer.parseInt(line.get("pages")));
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Dear Sybil Cartwright", reference, "We have received your complaint");
        }
        assertThat(state(reference)).isEqualTo("sent letter no e-mail address is known (P22); goes as a letter");
        assertThat(mail.told("feedback.notifications", reference, 1))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.body().path("state").asText()).isEqualTo("sent");
                    assertThat(told.body().path("medium").asText()).isEqualTo("letter");
                });
        assertThat(Files.list(folder)).noneMatch(file -> file.toString().endsWith(".part"));
        assertThat(lines())
                .filteredOn(one -> one.get("reference").equals(reference))
                .hasSize(1);
    }

    @Test
    @Clause("P21")
    void who_asks_for_braille_or_large_print_gets_large_print() throws Exception {
        String reference = call(
                "Caller: Ron Pickwell",
                "Address: 3 Chapel Row, Bardney, Lincoln LN3 5TQ",
                " I am nearly blind, please answer in Braille or else in large print.");

        assertThat(lineOf(reference)).containsEntry("format", "large-print");
    }

    @Test
    void what_comes_back_as_mail_goes_as_one_letter_and_a_second_report_changes_nothing() throws Exception {
        String resident = resident();
        String reference =
                call("Caller: Wanda Nowak\nE-mail: " + resident, "Address: 1 Nowhere Lane, Gainsborough, DN21 1ZZ");
        await().atMost(SOON).until(() -> mail.states(reference).equals(List.of("acknowledgement sent")));
        String messageId = mail.acknowledgementId(reference);

        for (int report = 0; report < 2; report++) {
            assertThat(mail.bounce(WEST_LINDSEY, messageId, resident, "failed", "5.1.1")
                            .outcome())
                    .isEqualTo("automatic");
            assertThat(lineOf(reference)).containsEntry("address3", "Gainsborough");
        }

        assertThat(state(reference))
                .isEqualTo("sent letter mail to that address has come back as undeliverable; goes as a letter");
        assertThat(mail.told("feedback.notifications", reference, 3))
                .extracting(told -> told.body().path("state").asText() + " "
                        + told.body().path("medium").asText())
                .containsExactly("sent email", "bounced email", "sent letter");
    }

    @Test
    void an_address_that_nobody_could_deliver_to_waits_for_somebody() throws Exception {
        String reference = call("Caller: Pat", "Address: the blue house by the pub");

        await().atMost(SOON).untilAsserted(() -> assertThat(state(reference))
                .startsWith("held email no e-mail address is known (P22); the postal address is not whole"));
    }

    @Test
    void who_writes_by_hand_is_told_by_letter_once_somebody_has_said_who_wrote() throws Exception {
        Path letters = hub.home().resolve("letters").resolve("west-lindsey");
        await().atMost(SOON).until(() -> Files.isDirectory(letters.resolve("in")));
        Files.move(
                Files.write(letters.resolve("hand.pdf"), Paper.pdf(Paper.handwritten(21))),
                letters.resolve("in").resolve("hand.pdf"));
        String reference = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> mail.jdbc()
                                .sql("select reference from feedback where channel = 'letter'")
                                .query(String.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow();
        await().atMost(SOON).untilAsserted(() -> assertThat(state(reference))
                .isEqualTo("held email no e-mail address is known (P22); no postal address could be read in the"
                        + " letter: say who wrote it"));
        Browser rae = new Browser(hub.httpPort());
        rae.signIn("rae", "let-me-in");
        String story = "/console/feedback/" + reference;
        assertThat(rae.get(story).body()).contains("Say who wrote the letter");

        String sender = story + "/sender";
        assertThat(rae.press(sender, sender, "name", "", "address", "", "email", "nobody")
                        .body())
                .contains("Enter an e-mail address like name@example.org");
        assertThat(rae.press(
                                sender,
                                sender,
                                "name",
                                "Edith Marr",
                                "address",
                                "14 Mill Lane\r\nMarket Rasen",
                                "postcode",
                                "LN8 3EU")
                        .body())
                .contains("It is written down who wrote the letter");

        assertThat(lineOf(reference))
                .containsEntry("address1", "Edith Marr")
                .containsEntry("address2", "14 Mill Lane")
                .containsEntry("address4", "LN8 3EU");
        assertThat(rae.get(story).body()).contains("console:rae", "Edith Marr", "by letter");
        Browser dee = new Browser(hub.httpPort());
        dee.signIn("dee", "let-me-in");
        assertThat(dee.get(sender).statusCode()).isEqualTo(403);
    }

    @Test
    @Clause("P11")
    void whether_a_letter_is_safe_where_harm_may_be_done_is_for_a_person_to_say() throws Exception {
        String reference = call(
                "Caller: Jean Otter",
                "Address: 9 Ropery Row, Gainsborough DN21 2PB",
                " My husband hits me and I am afraid to be found out.");

        await().atMost(SOON).untilAsserted(() -> assertThat(state(reference))
                .isEqualTo("held email no e-mail address is known (P22); whether a letter is safe is for a person to"
                        + " say; held for a letter"));
        Browser sam = new Browser(hub.httpPort());
        sam.signIn("sam", "let-me-in");
        String item = item(reference);
        assertThat(sam.press(item, item + "/send-now").statusCode()).isLessThan(400);

        await().atMost(SOON).untilAsserted(() -> assertThat(state(reference)).startsWith("sent letter"));
        Browser dee = new Browser(hub.httpPort());
        dee.signIn("dee", "let-me-in");
        assertThat(dee.get(item + "/letter").statusCode()).isEqualTo(404);
        assertThat(sam.get(item + "/letter").body()).startsWith("%PDF").doesNotContain("husband");
        assertThat(mail.told("feedback.notifications", reference)).isEmpty();
    }

    @Test
    @Clause("P11")
    void a_letter_that_lies_in_no_batch_yet_is_taken_back_when_harm_is_found() throws Exception {
        String reference = call("Caller: Kofi Mensah", "Address: 44 Ropery Row, Gainsborough DN21 2PC");
        await().atMost(SOON).until(() -> state(reference).startsWith("sent letter"));

        hub.bean(ReviewDesk.class).markSafeguarding(new Reference(reference), "sam");

        await().atMost(SOON).untilAsserted(() -> assertThat(state(reference))
                .startsWith("held letter no e-mail address is known (P22); whether a letter is safe"));
        assertThat(handOver()).noneMatch(one -> one.get("reference").equals(reference));
    }

    @Test
    void nobody_can_have_a_neighbours_letterbox_filled() throws Exception {
        List<String> references = new ArrayList<>();
        for (String name : List.of("Ada Fox", "Bea Fox", "Cy Fox")) {
            references.add(call("Caller: " + name, "Address: 30 Carr Lane, Blyton, DN21 3QR"));
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(references.stream().map(LettersOutIT::state))
                .containsExactlyInAnyOrder(
                        "sent letter no e-mail address is known (P22); goes as a letter",
                        "sent letter no e-mail address is known (P22); goes as a letter",
                        "held email no e-mail address is known (P22); that address has had 2 letters within PT24H;"
                                + " held for a letter"));
        String held = references.stream()
                .filter(one -> state(one).startsWith("held"))
                .findFirst()
                .orElseThrow();
        Browser dee = new Browser(hub.httpPort());
        dee.signIn("dee", "let-me-in");
        dee.press(item(held), item(held) + "/send-now");
        await().atMost(SOON).until(() -> state(held).startsWith("sent letter"));
    }

    @Test
    void a_letter_that_lies_in_no_batch_yet_goes_to_the_address_that_is_told_meanwhile() throws Exception {
        String reference = call("Caller: Max Ito", "Address: 1 Old Street, Kirton, DN21 4LL");
        await().atMost(SOON).until(() -> state(reference).startsWith("sent letter"));
        hub.bean(CaseEvents.class)
                .senderFound(
                        new Reference(reference),
                        new Contact("Max Ito", null, null, "2 New Street\nKirton", "DN21 4LM", null),
                        "rae",
                        Instant.now());
        await().atMost(SOON).untilAsserted(() -> assertThat(mail.jdbc()
                        .sql("select address[2] from printed_letter where reference = ?")
                        .param(reference)
                        .query(String.class)
                        .optional())
                .hasValue("2 New Street"));

        assertThat(lineOf(reference)).containsEntry("address2", "2 New Street").containsEntry("address4", "DN21 4LM");
        hub.bean(CaseEvents.class)
                .senderFound(
                        new Reference(reference),
                        new Contact("Max Ito", null, null, "3 New Street\nKirton", "DN21 4LM", null),
                        "rae",
                        Instant.now());
        assertThat(state(reference)).startsWith("sent letter");
        assertThat(handOver())
                .filteredOn(one -> one.get("reference").equals(reference))
                .hasSize(1);
    }

    @Test
    void where_a_council_has_none_printed_they_wait_for_somebody() throws Exception {
        String reference = mail.deliver(
                        "j.cole@n-kesteven.gov.uk",
                        NORTH_KESTEVEN,
                        "Call",
                        "Authentication-Results: mx.n-kesteven.gov.uk; dmarc=pass\r\n",
                        note("Caller: Ruth Ashby", "Address: 1 Church Lane, Navenby LN5 0EG"))
                .reference();

        await().atMost(SOON).untilAsserted(() -> assertThat(state(reference))
                .isEqualTo("held email no e-mail address is known (P22); held for a letter"));
    }

    @Test
    void an_operator_sees_the_letter_as_it_is_printed() throws Exception {
        String reference = call("Caller: Kofi Mensah", "Address: Flat 2, 31 Southgate, Gainsborough DN21 2AA");
        lineOf(reference);
        Browser dee = new Browser(hub.httpPort());
        dee.signIn("dee", "let-me-in");
        String item = item(reference);

        await().atMost(SOON).untilAsserted(() -> assertThat(dee.get(item).body())
                .contains("Flat 2", "31 Southgate", item + "/letter", "manifest-", reference + "-acknowledgement-"));
        assertThat(dee.get(item + "/letter"))
                .satisfies(answer ->
                        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf"))
                .satisfies(answer -> assertThat(answer.body()).startsWith("%PDF-1.4"));
        assertThat(dee.get("/console/notifications?state=sent").body()).contains("by letter");
    }

    @Test
    void a_folder_that_is_not_there_loses_nothing_and_what_was_handed_over_does_not_come_again() throws Exception {
        String first = call("Caller: Olive Trevor", "Address: 12 Wragby Road, Bardney LN3 5XH");
        lineOf(first);
        Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
        // somebody takes the folder away and leaves a file in its place
        Files.move(folder, aside);
        Files.writeString(folder, "not a folder");
        String second = call("Caller: Ivor Bland", "Address: 14 Wragby Road, Bardney LN3 5XH");
        await().atMost(SOON).until(() -> state(second).startsWith("sent letter"));
        hub.bean(PrintRun.class).run();
        assertThat(handedOver(second)).isFalse();
        // nor into an empty one: a share that is not mounted looks like that
        Files.delete(folder);
        Files.createDirectories(folder);
        hub.bean(PrintRun.class).run();
        assertThat(handedOver(second)).isFalse();
        assertThat(folder).isEmptyDirectory();

        Files.createFile(folder.resolve(".feedback-hub"));

        lineOf(second);
        assertThat(handedOver(second)).isTrue();
        assertThat(lines())
                .extracting(one -> one.get("reference"))
                .contains(second)
                .doesNotContain(first);
        try (Stream<Path> taken = Files.list(aside)) {
            for (Path file : taken.toList()) {
                Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void a_batch_whose_manifest_lies_there_is_not_written_again_after_a_crash() throws Exception {
        String reference = call("Caller: Ada Fox", "Address: 16 Wragby Road, Bardney LN3 5XH");
        String file = lineOf(reference).get("file");
        Files.writeString(folder.resolve(file), "the post room has marked it as printed");
        Path begun = Files.writeString(folder.resolve(file + ".part"), "what a hub that was killed has left");

        mail.jdbc()
                .sql("update printed_letter set handed_over_at = null where reference = ?")
                .param(reference)
                .update();

        hub.bean(PrintRun.class).run();

        assertThat(handedOver(reference)).isTrue();
        assertThat(folder.resolve(file)).hasContent("the post room has marked it as printed");
        assertThat(begun).doesNotExist();
        assertThat(lines())
                .filteredOn(one -> one.get("reference").equals(reference))
                .hasSize(1);
    }

    private static String call(String caller, String rest) throws Exception {
        return call(caller, rest, "");
    }

    private static String call(String caller, String rest, String further) throws Exception {
        return mail.deliver(OFFICER, WEST_LINDSEY, "Call", PROVEN, note(caller, rest) + further)
                .reference();
    }

    private static String note(String caller, String rest) {
        return caller + "\nTelephone: 01632 960111\n" + rest + "\nFeedback: " + LORRY;
    }

    private static String state(String reference) {
        return mail.jdbc()
                .sql(
                        "select state || ' ' || medium || ' ' || reason from notification where reference = ? and notification = 'acknowledgement'")
                .param(reference)
                .query(String.class)
                .single();
    }

    /** The page of its acknowledgement. */
    private static String item(String reference) {
        return "/console/notifications/"
                + mail.jdbc()
                        .sql("select id from notification where reference = ? and notification = 'acknowledgement'")
                        .param(reference)
                        .query(UUID.class)
                        .single();
    }

    private static boolean handedOver(String reference) {
        return mail.jdbc()
                .sql("select handed_over_at is not null from printed_letter where reference = ?")
                .param(reference)
                .query(Boolean.class)
                .single();
    }

    /** What a manifest lists about a feedback, once one does. */
    private static Map<String, String> lineOf(String reference) {
        return await().atMost(SOON)
                .until(
                        () -> handOver().stream()
                                .filter(line -> line.get("reference").equals(reference))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static List<Map<String, String>> handOver() throws IOException {
        hub.bean(PrintRun.class).run();
        return lines();
    }

    private static List<Map<String, String>> lines() throws IOException {
        List<Map<String, String>> lines = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return lines;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".csv")).toList()) {
                try (MappingIterator<Map<String, String>> read = new CsvMapper()
                        .readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(Files.readString(file, StandardCharsets.UTF_8))) {
                    lines.addAll(read.readAll());
                }
            }
        }
        return lines;
    }
}
