package org.feedbackhub.council;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.feedbackhub.feedback.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CouncilFilesTest {

    @TempDir
    Path folder;

    @Test
    void reads_the_councils_that_come_with_the_hub() {
        Councils councils = TestCouncils.read();

        assertThat(councils.all()).hasSize(3);
        CouncilProfile kesteven = councils.get(TestCouncils.NORTH_KESTEVEN);
        assertThat(kesteven.promises().of(Kind.COMPLAINT).acknowledge())
                .isEqualTo(new Target(4, Target.Unit.WORKING_DAYS, Target.Start.RECEIPT, "P5"));
        assertThat(kesteven.ombudsmen()).containsKeys(CouncilProfile.GENERAL, CouncilProfile.HOUSING);
    }

    @Test
    void knows_the_bank_holidays() {
        WorkingCalendar calendar = TestCouncils.files().readCalendar(Path.of("config/bank-holidays.json"));

        assertThat(calendar.bankHolidays()).contains(LocalDate.parse("2026-12-28"), LocalDate.parse("2027-03-26"));
        assertThat(calendar.knownUntil()).isEqualTo(LocalDate.parse("2028-12-31"));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    s/within: 7/within: 0/              | promises.compliment.acknowledge.within | must be greater than or equal to 1
                    s/unit: days/unit: weeks/           | promises.compliment.acknowledge.unit   | [working-days, days]
                    s/from: receipt/start: receipt/     | promises.compliment.acknowledge.start  | expected one of
                    s/referencePrefix: WL/referencePrefix: w/ | referencePrefix                 | two to four capital letters
                    s/timeZone: Europe.London/timeZone: Europe.Lincoln/ | timeZone               | Lincoln
                    s/authservId: .*/authservId: ""/    | staff.authservId                       | must not be blank
                    s/address: experience.*/address: nobody/ | sender.address                    | name@domain
                    s/id: west-lindsey$/id: westlindsey/ | id                                    | expected the file's own name
                    s/colour: .*/colour: green/         | colour                                 | a colour such as
                    s/colour: .*/colour: "#ffdd00"/     | colourReadable                         | contrast of 4.5 to 1
                    s/everyDays: 14/everyDays: 0/       | qualityBoard.everyDays                 | must be greater than or equal to 1
                    s/firstMeeting: [^,]*/firstMeeting: monday/ | qualityBoard.firstMeeting      | monday
                    s/^qualityBoard:.*//                | qualityBoardWhole                      | or neither
                    s/qualityAssurance: .*/qualityAssurance: []/ | qualityBoardWhole             | or neither
                    s/- id: website/- id: phone-page/   | forms[0].idFree                        | needs another id
                    """)
    void names_file_key_and_expectation(String change, String key, String expectation) throws IOException {
        String[] parts = change.strip().split("/");
        String text = Files.readString(Path.of("config/councils/west-lindsey.yaml"));
        String changed = java.util.regex.Pattern.compile(parts[1], java.util.regex.Pattern.MULTILINE)
                .matcher(text)
                .replaceFirst(parts.length > 2 ? parts[2] : "");
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(folder.resolve("west-lindsey.yaml"), changed);

        assertThatThrownBy(() -> TestCouncils.files().readCouncils(folder))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("west-lindsey.yaml: " + key)
                .hasMessageContaining(expectation);
    }

    @Test
    void refuses_two_councils_with_one_prefix() throws IOException {
        String text = Files.readString(Path.of("config/councils/lgsco-code.yaml"));
        Files.writeString(folder.resolve("lgsco-code.yaml"), text);
        Files.writeString(folder.resolve("other.yaml"), text.replace("id: lgsco-code", "id: other"));

        assertThatThrownBy(() -> TestCouncils.files().readCouncils(folder))
                .hasMessageContaining("other.yaml")
                .hasMessageContaining("reference prefix EX is already taken by lgsco-code");
    }

    @Test
    void refuses_what_is_no_yaml_and_an_empty_folder() throws IOException {
        assertThatThrownBy(() -> TestCouncils.files().readCouncils(folder)).hasMessageContaining("found none");
        Files.writeString(folder.resolve("x.yaml"), "id: [");
        assertThatThrownBy(() -> TestCouncils.files().readCouncils(folder))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("x.yaml");
    }
}
