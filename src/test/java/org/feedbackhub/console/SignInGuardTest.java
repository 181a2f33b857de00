package org.feedbackhub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.feedbackhub.feedback.CouncilId;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;

class SignInGuardTest {

    private Instant now = Instant.EPOCH;
    private final SignInGuard guard = new SignInGuard(3, Duration.ofMinutes(15), () -> now);

    @Test
    void locks_a_name_after_too_many_wrong_passwords_and_opens_it_again() {
        guard.failed("dee");
        guard.failed("dee");
        assertThat(guard.locked("dee")).isFalse();
        guard.failed("dee");
        assertThat(guard.locked("dee")).isTrue();
        assertThat(guard.locked("len")).isFalse();

        now = now.plus(Duration.ofMinutes(15));
        assertThat(guard.locked("dee")).isFalse();
    }

    @Test
    void forgets_wrong_passwords_after_a_right_one() {
        guard.failed("dee");
        guard.failed("dee");
        guard.succeeded("dee");
        guard.failed("dee");

        assertThat(guard.locked("dee")).isFalse();
    }

    @Test
    void a_role_holds_in_its_council_only() {
        CouncilId one = new CouncilId("west-lindsey");
        CouncilId other = new CouncilId("north-kesteven");
        var person = new TestingAuthenticationToken("dee", "", Permissions.granted(Set.of(Role.REVIEWER), Set.of(one)));

        assertThat(Permissions.has(person, one, Role.REVIEWER, Role.OPERATOR)).isTrue();
        assertThat(Permissions.has(person, one, Role.OPERATOR)).isFalse();
        assertThat(Permissions.has(person, other, Role.REVIEWER)).isFalse();
        assertThat(Permissions.councils(person)).containsExactly(one);
        assertThat(Permissions.granted("reviewer@west-lindsey")).isPresent();
        assertThat(Permissions.granted("admin@west-lindsey")).isEmpty();
        assertThat(Permissions.granted("reviewer")).isEmpty();
    }
}
