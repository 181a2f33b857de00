package org.feedbackhub.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.feedbackhub.arrival.Attachments;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.arrival.ReceivedFile;
import org.feedbackhub.attachment.AttachedText.Found;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Submission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttachedTextTest {

    private static final String WORDS = "She came home with bruises";

    /** What a file may take, and what it takes to load classes on a slow machine. */
    private static final Duration IN_TIME = Duration.ofSeconds(6);

    private final RawStore store = TestFiles.memoryStore();
    private final Attachments attachments = new Attachments(store);
    private final AttachedText attachedText = TestFiles.attachedText(store);

    @AfterEach
    void close() {
        attachedText.close();
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("letter.pdf", TestFiles.pdf(WORDS)),
                Arguments.of("letter.docx", TestFiles.docx("Dear all", WORDS)),
                Arguments.of("letter.odt", TestFiles.odt(WORDS)),
                Arguments.of("letter.rtf", bytes("{\\rtf1\\ansi {\\b She came} home with bruises\\par}")),
                Arguments.of(
                        "letter.html", bytes("<html><body><p>She <b>came</b> home with bruises</p></body></html>")),
                Arguments.of("letter.txt", bytes(WORDS)),
                Arguments.of("letter.txt", WORDS.getBytes(StandardCharsets.UTF_16)),
                Arguments.of("diary.csv", bytes("date,what\n1 May," + WORDS + "\n")),
                Arguments.of("photo.jpg", TestFiles.pdf(WORDS)),
                Arguments.of("mail.eml", bytes("From: a@example.org\nSubject: " + WORDS + "\n\nSee the subject.\n")),
                Arguments.of(
                        "table.xlsx",
                        TestFiles.zip("xl/sharedStrings.xml", bytes("<sst><si><t>" + WORDS + "</t></si></sst>"))));
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_words_of_a_file_are_found(String name, byte[] content) {
        assertThat(found(file(name, content))).hasSize(1).first().satisfies(one -> {
            assertThat(one.attachment()).isEqualTo(1);
            assertThat(one.text()).contains(WORDS);
        });
    }

    static Stream<Arguments> wordless() {
        byte[] pdf = TestFiles.pdf(WORDS);
        return Stream.of(
                Arguments.of("photo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13}),
                Arguments.of("nothing.pdf", new byte[0]),
                Arguments.of("broken.pdf", bytes("%PDF-1.7\nand then nothing of the kind")),
                Arguments.of("half.pdf", Arrays.copyOf(pdf, 40)),
                Arguments.of("encrypted.pdf", TestFiles.encryptedPdf(WORDS)),
                Arguments.of("broken.docx", TestFiles.zip("word/document.xml", bytes("<w:document><w:t"))),
                Arguments.of("half.docx", Arrays.copyOf(TestFiles.docx(WORDS), 60)),
                Arguments.of("archive.zip", TestFiles.zip("letter.txt", bytes(WORDS))),
                Arguments.of("old.doc", bytes("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1 and no document")),
                Arguments.of("laughs.docx", TestFiles.zip("word/document.xml", laughs())));
    }

    @ParameterizedTest
    @MethodSource("wordless")
    void what_has_none_or_cannot_be_read_is_without_words(String name, byte[] content) {
        assertThat(found(file(name, content))).isEmpty();
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("bomb.docx", TestFiles.zip("word/document.xml", blanks(300_000_000))),
                Arguments.of("bomb.odt", TestFiles.zip("other.bin", new byte[300_000_000])),
                Arguments.of("bomb.pdf", TestFiles.pdfUnpackingTo(100_000_000, 1)),
                Arguments.of("twice.pdf", TestFiles.pdfUnpackingTo(100_000_000, 2)),
                Arguments.of("endless.pdf", TestFiles.endlessPdf()));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void a_hostile_file_takes_no_longer_than_it_may_and_those_behind_it_are_read(String name, byte[] content) {
        List<Found> found =
                assertTimeout(IN_TIME, () -> found(file(name, content), file("letter.docx", TestFiles.docx(WORDS))));

        assertThat(found).hasSize(1).first().extracting(Found::attachment).isEqualTo(2);
    }

    @Test
    void of_very_many_pages_the_first_are_read() {
        String[] pages = new String[2_000];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = "This is page " + (i + 1) + ".";
        }
        String text = assertTimeout(IN_TIME, () -> found(file("book.pdf", TestFiles.pdf(pages))))
                .get(0)
                .text();

        assertThat(text).contains("This is page 50.").doesNotContain("This is page 51.");
    }

    @Test
    void no_more_is_kept_than_so_many_characters_of_a_file_and_of_all() {
        byte[] novel = bytes("word ".repeat(50_000));
        List<ReceivedFile> files = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            files.add(file("novel.txt", novel));
        }

        List<Found> found = found(files.toArray(ReceivedFile[]::new));

        assertThat(found).extracting(one -> one.text().length()).containsExactly(20_000, 20_000, 20_000);
    }

    @Test
    void a_document_in_a_mail_in_a_mail_is_found_and_what_lies_deeper_is_not() {
        byte[] inner = mail("letter.docx", TestFiles.docx(WORDS));
        assertThat(found(file("fwd.eml", mail("inner.eml", inner)))).hasSize(1);

        for (int i = 0; i < 5; i++) {
            inner = mail("inner.eml", inner);
        }
        assertThat(found(file("fwd.eml", inner))).noneMatch(one -> one.text().contains(WORDS));
    }

    @Test
    void what_is_not_in_the_store_any_more_is_without_words() {
        Submission elsewhere = submission(List.of(file("letter.txt", bytes(WORDS))));
        try (AttachedText other = TestFiles.attachedText(TestFiles.memoryStore())) {
            assertThat(other.of(elsewhere)).isEmpty();
        }
    }

    private List<Found> found(ReceivedFile... files) {
        return attachedText.of(submission(List.of(files)));
    }

    private Submission submission(List<ReceivedFile> files) {
        return Submission.ofText(TestCouncils.WEST_LINDSEY, Channel.EMAIL, "Please see the files.")
                .with(attachments.keep(files));
    }

    private static ReceivedFile file(String name, byte[] content) {
        return new ReceivedFile(name, "application/octet-stream", content);
    }

    private static byte[] mail(String name, byte[] file) {
        String type = name.endsWith(".eml") ? "message/rfc822" : "application/octet-stream";
        return bytes(
                "From: a@example.org\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
                        + "--b\nContent-Type: text/plain\n\nSee below.\n--b\nContent-Type: " + type + "; name=\"" + name
                        + "\"\n"
                        + "Content-Disposition: attachment; filename=\"" + name
                        + "\"\nContent-Transfer-Encoding: base64\n\n"
                        + Base64.getMimeEncoder().encodeToString(file) + "\n--b--\n");
    }

    private static byte[] laughs() {
        return bytes(
                "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>"
                        + "<d><t>&b;&c;</t></d>");
    }

    private static byte[] blanks(int bytes) {
        byte[] blanks = new byte[bytes];
        Arrays.fill(blanks, (byte) ' ');
        return blanks;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
