package org.feedbackhub.council;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConfirmationTest {

    private static final Path FOLDER = Path.of("config/councils");

    private final Councils councils = TestCouncils.read();
    private final CouncilProfile westLindsey = councils.get(TestCouncils.WEST_LINDSEY);
    private final CouncilProfile northKesteven = councils.get(TestCouncils.NORTH_KESTEVEN);
    private final CouncilProfile code = councils.get(TestCouncils.CODE);

    @Test
    void the_refusal_lists_every_assumption_of_every_council_and_says_what_to_do() {
        assertThat(westLindsey.toBeConfirmed()).isNotEmpty();
        assertThat(northKesteven.toBeConfirmed()).isNotEmpty();
        assertThatThrownBy(() -> new Confirmation(councils, FOLDER, false))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("empty the list toBeConfirmed in the council's file")
                .hasMessageContaining("hub.councils.accept-unconfirmed=true")
                .satisfies(refusal -> {
                    assertThat(westLindsey.toBeConfirmed())
                            .allSatisfy(one -> assertThat(refusal).hasMessageContaining("west-lindsey.yaml: " + one));
                    assertThat(northKesteven.toBeConfirmed())
                            .allSatisfy(one -> assertThat(refusal).hasMessageContaining("north-kesteven.yaml: " + one));
                });
    }

    @Test
    void a_trial_goes_on_and_is_warned_of_each(CapturedOutput log) {
        new Confirmation(councils, FOLDER, true);

        assertThat(northKesteven.toBeConfirmed())
                .allSatisfy(one -> assertThat(log).contains("event=to-be-confirmed council=north-kesteven " + one));
    }

    @Test
    void nothing_is_refused_once_the_lists_are_empty() {
        Councils settled = new Councils(List.of(
                TestCouncils.withToBeConfirmed(westLindsey, List.of()),
                TestCouncils.withToBeConfirmed(northKesteven, List.of())));

        assertThatCode(() -> new Confirmation(settled, FOLDER, false)).doesNotThrowAnyException();
    }

    @Test
    void a_profile_without_mailbox_and_form_only_shows_a_policy_and_may_assume() {
        CouncilProfile assuming = TestCouncils.withToBeConfirmed(code, List.of("everything"));

        assertThatCode(() -> new Confirmation(new Councils(List.of(assuming)), FOLDER, false))
                .doesNotThrowAnyException();
    }
}
