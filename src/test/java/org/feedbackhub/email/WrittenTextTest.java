package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.feedbackhub.council.InvalidConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTextTest {

    private static final Path CORPUS = Path.of("src/test/resources/corpus/written");
    private static final int LONGEST = 200_000;

    private final WrittenText words = Mails.words();

    static Stream<Path> mails() throws IOException {
        return Files.list(CORPUS)
                .filter(file -> file.toString().endsWith(".eml"))
                .sorted();
    }

    /** Each mail has beside it what its sender wrote. */
    @ParameterizedTest
    @MethodSource("mails")
    void what_the_person_wrote_comes_out(Path mail) throws IOException {
        String expected = Files.readString(Path.of(mail.toString().replace(".eml", ".txt")));

        String written = words.of(Mails.parse(Files.readAllBytes(mail)).text());

        assertThat(written.replaceAll("\\n{3,}", "\n\n"))
                .isEqualTo(expected.strip().replaceAll("\\n{3,}", "\n\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Tue, 3 Nov 2026 at 10:02, Experience <e@example.org> wrote:",
                "On 3 Nov 2026 10:02, \"Experience\" <e@example.org> wrote:",
                "On Tuesday, 3 November 2026, 10:02:11 GMT, Experience <e@example.org> wrote:",
                "Tue, 3 Nov 2026 10:02 Experience <e@example.org> wrote:",
                "Am Di., 3. Nov. 2026 um 10:02 Uhr schrieb Experience <e@example.org>:",
                "Le mar. 3 nov. 2026 à 10:02, Experience <e@example.org> a écrit :",
                "Op di 3 nov 2026 om 10:02 schreef Experience <e@example.org>:",
                "Il giorno mar 3 nov 2026 alle ore 10:02 Experience <e@example.org> ha scritto:",
                "El mar, 3 nov 2026 a las 10:02, Experience (<e@example.org>) escribió:",
                "Em ter., 3 de nov. de 2026 às 10:02, Experience <e@example.org> escreveu:",
                "A terça, 3/11/2026, 10:02, Experience <e@example.org> escreveu:",
                "W dniu 3.11.2026 o 10:02, Experience pisze:",
                "wt., 3 lis 2026 o 10:02 Experience <e@example.org> napisał(a):",
                "út 3. 11. 2026 v 10:02 odesílatel Experience <e@example.org> napsal:",
                "ut 3. 11. 2026 o 10:02 Experience <e@example.org> napísal(a):",
                "Den tis 3 nov. 2026 kl 10:02 skrev Experience <e@example.org>:",
                "tir. 3. nov. 2026 kl. 10.02 skrev Experience <e@example.org>:",
                "ti 3. marrask. 2026 klo 10.02 Experience (e@example.org) kirjoitti:",
                "Experience <e@example.org> ezt írta (időpont: 2026. nov. 3., K, 10:02):",
                "În mar., 3 nov. 2026 la 10:02, Experience <e@example.org> a scris:",
                "вт, 3 нояб. 2026 г. в 10:02, Experience <e@example.org>:",
                "вт, 3 лист. 2026 р. о 10:02 Experience <e@example.org> пише:",
                "На вт, 3.11.2026 г. в 10:02 Experience <e@example.org> написа:",
                "Experience <e@example.org>, 3 Kas 2026 Sal, 10:02 tarihinde şunu yazdı:",
                "2026-11-03, an, 10:02 Experience <e@example.org> rašė:",
                "otrd., 2026. g. 3. nov., plkst. 10:02 — lietotājs Experience (<e@example.org>) rakstīja:",
                "2026-11-03 10:02 GMT+00:00 Experience <e@example.org>:",
                "Experience <e@example.org> 于2026年11月3日周二 10:02写道：",
                "På 3.11.2026 10:02 skrev \"Experience\" <e@example.org>:",
                "Dana 3.11.2026. u 10:02, Experience <e@example.org> napisao je:",
                "Experience schrieb am 03.11.2026 um 10:02:",
                "Quoting Experience <e@example.org>:",
                "2026年11月3日(火) 10:02 Experience <e@example.org>:",
                "##- Please type your reply above this line -##",
                "-----Original Message-----",
                "-------- Ursprüngliche Nachricht --------",
                "----- Mensaje original -----",
                "Begin forwarded message:"
            })
    void history_ends_the_text(String attribution) {
        assertThat(words.of("Still dark here.\n\n" + attribution + "\n\nThank you for your message."))
                .isEqualTo("Still dark here.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Monday I rang and the man said:\nnothing doing",
                "At 10:15 I was told:\nwait for a letter",
                "I was at the tip on 3/11/2026 and the sign said:\nclosed",
                "My e-mail is ann@example.org and this is what I wrote:\nplease cut the hedge",
                "Sent from pillar to post, that is how I feel.",
                "Get a grip, please.",
                "At 10:15 on Tuesday he wrote:\nI am not coming.",
                "From: Ann Toyne\nEmail: ann@example.org\nDate: 3 May\nSubject: bins\nMessage: missed again",
                "From: Ann Toyne\nDate: 3 May\nSubject: bins\nMessage: missed again",
                "Bins\n-----\nblue bin\nring 01632 960000",
                "______\n\nThe second matter is the hedge of number nine.\nwww.example.org",
                "I wrote to Ann <ann@example.org> at 10:15 on 3/11/2026 and she said:\nno",
                "Name: Ann\nDate: 3 May\nThe swing is broken.",
                "-- not a signature"
            })
    void prose_that_looks_alike_stays(String text) {
        assertThat(words.of("Hello.\n\n" + text)).isEqualTo("Hello.\n\n" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sent from my iPhone",
                "Sent from my Samsung Galaxy smartphone.",
                "Sent from Outlook for Android<https://aka.example/x>",
                "Sent from Mail for Windows",
                "Get Outlook for iOS<https://aka.example/x>",
                "Sent via BT Email App",
                "Sent from Yahoo Mail for iPad",
                "Envoyé de mon iPhone",
                "Enviado desde mi iPhone",
                "Enviado do meu telemóvel",
                "Inviato da iPhone",
                "Verstuurd vanaf mijn iPhone",
                "Skickat från min iPhone",
                "Lähetetty iPhonesta",
                "Odesláno z mého iPhonu",
                "Отправлено с iPhone",
                "iPhone'umdan gönderildi",
                "Virus-free. www.avg.com"
            })
    void a_programs_own_line_goes(String line) {
        assertThat(words.of("Bin missed.\n\n" + line)).isEqualTo("Bin missed.");
    }

    @Test
    void short_lines_with_a_way_of_contact_below_a_rule_are_a_signature() {
        assertThat(words.of("Still dark here.\n\n________\nLen Thirkell\nwww.example.org\n01632 960000"))
                .isEqualTo("Still dark here.");
    }

    @Test
    void something_is_left_wherever_somebody_wrote_something() {
        assertThat(words.of("> only quoted")).isEqualTo("> only quoted");
        assertThat(words.of("-- \nAnn")).isEqualTo("--\nAnn");
        assertThat(words.of("Sent from my iPhone")).isEqualTo("Sent from my iPhone");
        assertThat(words.of("")).isEmpty();
    }

    @Test
    void attributions_alone_are_nobodys_words() {
        assertThat(words.of("> On 3 Nov 2026 at 10:02, Ann <ann@example.org> wrote:\n>\n>> On 3 Nov 2026 at 10:01, "
                        + "Bob <bob@example.org> wrote:"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On 3 Nov 2026 ",
                "On 3 Nov 2026\n",
                ">",
                "> \n",
                "--\n",
                "-- ",
                "\n",
                "From: a\n",
                "From: a\nTo: b\n\n",
                "Sent from my iPhone\n",
                "---------- a ",
                "----------a\n",
                "This e-mail ",
                "This e-mail confidential \n\n",
                "Cc:\n",
                "From: a\nCc: b\nx\n",
                "<a@b",
                "a@b.example wrote\n",
                "10:02 wrote:\n",
                "\u200b",
                "x\n\n",
                "* ",
                "en 3/3/2026 ",
                "a b c d. ",
                "a\n--\n",
                "--\na ",
                "\n___\n\na@b\n",
                "<a@b> 10:02 3/3/2026:\nx\n",
                "\n\nThis e-mail is "
            })
    void hostile_text_takes_less_than_a_second(String repeated) {
        String text = repeated.repeat(LONGEST / repeated.length());
        words.of("warm up");

        assertTimeoutPreemptively(Duration.ofSeconds(1), () -> words.of(text));
        assertTimeoutPreemptively(
                Duration.ofSeconds(1), () -> Mails.forwardedMessages().find("Fwd: x", text));
    }

    @Test
    void a_wrong_expression_is_named(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("written-text.yaml");
        Files.writeString(
                file,
                Files.readString(Path.of("config/email/written-text.yaml")).replace("- 'op' ", "- 'op(' "));

        assertThatThrownBy(() ->
                        WrittenText.read(file, HeaderBlocks.read(Path.of("config/email/forwarded-messages.yaml"))))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("attributions.openings[");
    }
}
