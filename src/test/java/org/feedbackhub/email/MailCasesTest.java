package org.feedbackhub.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads each {@code corpus/mail/NAME.eml} and compares it with {@code NAME.expected}: lines of {@code from}, {@code attachments}
 * (names, {@code -} for none), {@code doubts} (one) and {@code automatic} (the rule), an empty line, the text. Without {@code automatic}
 * a person wrote it; without {@code from} the sender does not matter.
 */
class MailCasesTest {

    private static final Path FOLDER = Path.of("src/test/resources/corpus/mail");

    private final AutomaticMail automatic = AutomaticMail.read(Path.of("config/email/automatic-mail.yaml"));

    static Stream<String> a_mail_is_read_as_expected() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".eml"))
                    .map(name -> name.replace(".eml", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_mail_is_read_as_expected(String name) throws IOException {
        ParsedMail mail = Mails.parse(Files.readAllBytes(FOLDER.resolve(name + ".eml")));
        String[] expected = (Files.readString(FOLDER.resolve(name + ".expected")) + "\n").split("(?m)^\n", 2);
        Map<String, String> facts = facts(expected[0]);

        assertThat(mail.text().strip()).isEqualTo(expected[1].strip());
        assertThat(mail.attachments().stream()
                        .map(file -> file.name() == null ? "-" : file.name())
                        .toList())
                .isEqualTo(list(facts.get("attachments")));
        assertThat(mail.doubts()).isEqualTo(facts.containsKey("doubts") ? List.of(facts.get("doubts")) : List.of());
        assertThat(automatic.recognise(mail).map(found -> found.reason().replaceAll(":.*", "")))
                .isEqualTo(Optional.ofNullable(facts.get("automatic")));
        if (facts.containsKey("from")) {
            assertThat(mail.from().orElseThrow().address().value()).isEqualTo(facts.get("from"));
        }
    }

    private static List<String> list(@Nullable String value) {
        return value == null
                ? List.of()
                : Arrays.stream(value.split(", ")).map(String::strip).toList();
    }

    private static Map<String, String> facts(String lines) {
        Map<String, String> facts = new HashMap<>();
        lines.lines().forEach(line -> facts.put(line.replaceAll(":.*", ""), line.replaceAll("^[a-z]+: *", "")));
        return facts;
    }
}
