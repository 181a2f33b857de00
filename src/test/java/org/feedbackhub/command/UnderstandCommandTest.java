package org.feedbackhub.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.feedbackhub.attachment.TestFiles;
import org.feedbackhub.feedback.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnderstandCommandTest {

    private static final Path SAMPLES = Path.of("src/main/resources/samples");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String in, String... args) {
        return UnderstandCommand.run(
                List.of(args),
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out),
                new PrintStream(err));
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    @Test
    void says_one_line_for_each_sample() throws IOException {
        long samples;
        try (Stream<Path> files = Files.list(SAMPLES)) {
            samples = files.count();
        }

        assertThat(run("", "--council=west-lindsey", SAMPLES.toString())).isZero();

        assertThat(lines()).hasSize((int) samples).allSatisfy(line -> {
            assertThat(line.path("outcome").asText()).isIn("recorded", "automatic");
            assertThat(line.path("millis").isNumber()).isTrue();
            assertThat(line.path("file").asText()).endsWith(".eml");
        });
        assertThat(lines().stream()
                        .filter(line -> line.path("outcome").asText().equals("automatic"))
                        .map(line -> Path.of(line.path("file").asText())
                                .getFileName()
                                .toString())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("nk-bounce-delivery-failure.eml", "wl-auto-reply-out-of-office.eml");
    }

    @Test
    void tells_the_kind_of_input_by_its_content() throws IOException {
        Files.writeString(folder.resolve("1.txt"), "From: a@example.org\nSubject: bins\n\nMy bin was missed again.\n");
        Files.writeString(folder.resolve("2.eml"), "Thank you so much, the crew were lovely.");
        Files.writeString(
                folder.resolve("3.dat"),
                "{\"text\": \"I wish to complain about the noise\", \"row\": 7}\n\n{\"row\": 8}\nbroken\n");
        Files.write(folder.resolve("4.eml"), new byte[] {0, 1, 2, 3});
        Files.writeString(folder.resolve("5.json"), "{\n  \"a\": 1\n}\n");

        assertThat(run("", folder.toString())).isZero();

        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0).path("contact").path("email").asText()).isEqualTo("a@example.org");
        assertThat(lines.get(1).path("kind").asText()).isEqualTo("compliment");
        assertThat(lines.get(2).path("kind").asText()).isEqualTo("complaint");
        assertThat(lines.get(2).path("input").path("row").asInt()).isEqualTo(7);
        assertThat(lines.get(3).path("reason").asText()).contains("'text'");
        assertThat(lines.get(4).path("outcome").asText()).isEqualTo("quarantined");
        assertThat(lines.get(5).path("outcome").asText()).isEqualTo("quarantined");
        assertThat(lines.get(6).path("outcome").asText()).isEqualTo("recorded");
    }

    @Test
    void what_is_attached_is_looked_through_for_harm() throws IOException {
        Files.writeString(
                folder.resolve("1.eml"),
                "From: a@example.org\nSubject: letter\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nMy bin was missed.\n"
                        + "--b\nContent-Type: application/octet-stream; name=letter.docx\n"
                        + "Content-Transfer-Encoding: base64\n\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(TestFiles.docx("The man next door has been hitting my child."))
                        + "\n--b--\n");

        run("", folder.toString());

        assertThat(lines().get(0).path("flags").toString()).contains("safeguarding");
    }

    @Test
    void each_mail_of_an_mbox_is_a_line_of_its_own() throws IOException {
        String one =
                "From a@example.org Mon Jun  1 09:00:00 2026\nFrom: a@example.org\nSubject: bins\n\nMy bin was missed.\n\n"
                        + "From the first day on it was late.\nNote: twice.\n\n";
        Files.writeString(folder.resolve("a.mbox"), one + one.replace("missed", "broken"));
        Files.writeString(folder.resolve("b.mbox"), one);

        run("", folder.toString());

        assertThat(lines()).extracting(line -> line.path("message").asInt()).containsExactly(1, 2, 0);
        assertThat(lines())
                .allSatisfy(line -> assertThat(line.path("text").asText()).contains("Note: twice."));
    }

    @Test
    void a_mail_is_told_in_whatever_a_program_kept_it() throws IOException {
        String mail = "From: a@example.org\nSubject: bins\n\nMy café bin was missed.\n";
        Files.write(folder.resolve("1.eml"), ("\ufeff" + mail).getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("2.eml"), ("\ufeff" + mail).getBytes(StandardCharsets.UTF_16LE));
        Files.writeString(
                folder.resolve("3.emlx"), mail.getBytes(StandardCharsets.UTF_8).length + "\n" + mail + "<plist/>");
        Files.writeString(folder.resolve("4.eml"), "\n\n" + mail);

        run("", folder.toString());

        assertThat(lines()).hasSize(4).allSatisfy(line -> {
            assertThat(line.path("channel").asText()).isEqualTo("email");
            assertThat(line.path("text").asText()).isEqualTo("My café bin was missed.");
        });
    }

    @Test
    void text_is_read_in_the_charset_that_it_is_in() throws IOException {
        Files.write(folder.resolve("1.txt"), "My café bin".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("2.txt"), "\ufeffMy café bin".getBytes(StandardCharsets.UTF_16LE));

        run("", folder.toString());

        assertThat(lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.path("text").asText()).isEqualTo("My café bin"));
    }

    @Test
    void reads_standard_input_and_trusts_a_sender_when_told_to() throws IOException {
        String note = "From: d@west-lindsey.gov.uk\nSubject: call\n\nCaller: Mr Thirkell\nFeedback: Gate left open.\n";

        run(note, "-");
        run(note, "--trusted-sender", "-");

        assertThat(lines()).extracting(line -> line.path("channel").asText()).containsExactly("email", "phone");
    }

    @Test
    void says_how_it_is_used() {
        assertThat(run("")).isEqualTo(2);
        assertThat(run("", "--colour", "x")).isEqualTo(2);
        assertThat(run("", "--council=atlantis", "-")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Use: understand", "--colour", "north-kesteven");
    }

    @Test
    void names_an_input_that_is_not_there() {
        assertThat(run("", folder.resolve("nothing").toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot be read");
    }

    @Test
    void a_mail_that_names_a_feedback_is_a_follow_up_as_far_as_can_be_told() throws IOException {
        String reference = Reference.of("WL", new int[] {1, 2, 3, 4, 5, 6, 7}).value();
        mail(
                "1.eml",
                "Subject: About " + reference + "\nMessage-ID: <1@example.org>\n\nPlease escalate my complaint.\n");
        mail(
                "2.eml",
                "Subject: Bins\nIn-Reply-To: <" + reference + ".acknowledgement.1@west-lindsey.gov.uk>\n\nThanks.\n");
        mail("3.eml", "Subject: Bins\n\nMy reference is " + reference + ".\n");
        mail("4.eml", "Subject: Bins WL-1234-5678\n\nMy bin was missed, see NK-1234-5678.\n");
        mail("5.eml", "Subject: " + reference + "\n\nMy daughter has bruises and is scared of the man at the pool.\n");

        assertThat(run("", folder.toString())).isZero();

        assertThat(outcomes()).containsExactly("follow-up", "follow-up", "follow-up", "recorded", "recorded");
        assertThat(lines().get(0).path("reason").asText())
                .startsWith("escalation about [" + reference + "]")
                .endsWith("cannot be checked here");
    }

    @Test
    void a_second_copy_in_one_run_is_a_duplicate_and_another_mail_is_not() throws IOException {
        String mail = "Subject: Bins\nDate: Mon, 1 Jun 2026 09:00:00 +0100\n%s\nMy bin was missed again.\n";
        mail("1.eml", mail.formatted("Message-ID: <1@example.org>\n"));
        mail("2.eml", mail.formatted("Message-ID: <1@example.org>\nReceived: by mx; Mon, 1 Jun 2026 09:00:01 +0100\n"));
        mail("3.eml", mail.formatted("Message-ID: <2@example.org>\n"));
        mail("4.eml", mail.formatted(""));
        mail("5.eml", mail.formatted("X-Header: other\n"));
        mail("6.eml", mail.formatted(""));

        assertThat(run("", folder.toString())).isZero();

        assertThat(outcomes())
                .containsExactly("recorded", "duplicate", "recorded", "recorded", "recorded", "duplicate");
    }

    @Test
    void what_the_gateway_marked_is_spam() throws IOException {
        mail("1.eml", "Subject: Bins\nX-Spam-Flag: YES\n\nMy bin was missed again.\n");
        mail("2.eml", "Subject: Bins\nX-Spam-Flag: NO\n\nMy bin was missed again.\n");

        assertThat(run("", folder.toString())).isZero();

        assertThat(outcomes()).containsExactly("spam", "recorded");
    }

    private void mail(String name, String mail) throws IOException {
        Files.writeString(folder.resolve(name), "From: Ann Hill <ann@example.org>\n" + mail);
    }

    private List<String> outcomes() throws IOException {
        return lines().stream().map(line -> line.path("outcome").asText()).toList();
    }
}
