package org.feedbackhub.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @Test
    void is_the_same_whatever_its_case() {
        assertThat(new EmailAddress(" J.Ablewhite@Mail.Example.org "))
                .isEqualTo(new EmailAddress("j.ablewhite@mail.example.org"));
        assertThat(new EmailAddress("a@b.example").domain()).isEqualTo("b.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"o'neill+bins@example.org", "żaneta@example.org", "a_b@sub.domain.example"})
    void takes_what_people_have(String address) {
        assertThat(EmailAddress.parse(address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "a@b", "a b@example.org", "a@example.org\r\nBcc: x@example.org", "<a@b.org>", "a@@b.org"
            })
    void refuses_what_is_none_and_does_not_repeat_it(String address) {
        assertThat(EmailAddress.parse(address)).isEmpty();
        assertThatThrownBy(() -> new EmailAddress(address)).hasMessageNotContaining("Bcc");
    }
}
