package org.feedbackhub.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.EmailAddress;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final EmailAddress RESIDENT = new EmailAddress("a.resident@example.org");

    @Test
    void without_a_trial_everybody_is_written_to() {
        assertThat(new Trial(false, List.of()).whyNot(RESIDENT)).isEmpty();
    }

    @Test
    void in_a_dry_run_nobody_is_whatever_the_list_says() {
        assertThat(new Trial(true, List.of("a.resident@example.org")).whyNot(RESIDENT))
                .hasValueSatisfying(why -> assertThat(why).contains("hub.notifications.dry-run"));
    }

    @Test
    void with_a_list_only_its_addresses_and_domains_are() {
        Trial trial = new Trial(false, List.of("A.Resident@example.org", "@council.example"));

        assertThat(trial.whyNot(RESIDENT)).isEmpty();
        assertThat(trial.whyNot(new EmailAddress("anybody@council.example"))).isEmpty();
        assertThat(trial.whyNot(new EmailAddress("another@example.org")))
                .hasValueSatisfying(why -> assertThat(why).contains("hub.notifications.only-to"));
        assertThat(trial.whyNot(new EmailAddress("anybody@sub.council.example")))
                .isPresent();
        assertThat(trial.whyNot(new EmailAddress("anybody@notcouncil.example"))).isPresent();
    }

    @Test
    void an_entry_that_is_neither_stops_the_start() {
        assertThatThrownBy(() -> new Trial(false, List.of("example.org")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("hub.notifications.only-to")
                .hasMessageContaining("example.org");
    }
}
