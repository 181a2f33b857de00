package org.feedbackhub.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.feedbackhub.policy.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

    private static final String SIGNS = "0123456789BCDFGHJKMNPQRSTVWXZ";
    private final Random random = new Random(7);

    private Reference drawn() {
        return Reference.of("WL", random.ints(Reference.RANDOM_SIGNS, 0, 29).toArray());
    }

    @Test
    void reads_back_what_it_writes() {
        for (int i = 0; i < 1000; i++) {
            Reference reference = drawn();
            assertThat(reference.value()).matches("WL-[" + SIGNS + "]{4}-[" + SIGNS + "]{4}");
            assertThat(Reference.parse(reference.value())).contains(reference);
        }
    }

    @Test
    @Clause("P14")
    void catches_every_single_wrong_sign() {
        String value = drawn().value();
        for (int at = 0; at < value.length(); at++) {
            if (value.charAt(at) == '-') {
                continue;
            }
            for (char wrong : (SIGNS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ").toCharArray()) {
                String slip = value.substring(0, at) + wrong + value.substring(at + 1);
                assertThat(Reference.parse(slip).isPresent() && !forgiven(value.charAt(at), wrong))
                        .as(slip)
                        .isEqualTo(wrong == value.charAt(at));
            }
        }
    }

    @Test
    @Clause("P14")
    void catches_every_swap_of_neighbours() {
        for (int i = 0; i < 200; i++) {
            String signs = drawn().value().replace("-", "");
            for (int at = 0; at + 1 < signs.length(); at++) {
                if (signs.charAt(at) == signs.charAt(at + 1)) {
                    continue;
                }
                String swapped =
                        signs.substring(0, at) + signs.charAt(at + 1) + signs.charAt(at) + signs.substring(at + 2);
                assertThat(Reference.parse(swapped)).as(swapped).isEmpty();
            }
        }
    }

    @Test
    void forgives_how_people_write_it() {
        Reference reference = Reference.of("WL", new int[] {0, 1, 0, 1, 5, 6, 7});
        String value = reference.value();
        String spoken =
                value.replace('0', 'o').replace('1', 'l').replace("-", " ").toLowerCase();

        assertThat(Reference.parse(spoken.replaceFirst("wl ", "wl "))).contains(reference);
        assertThat(Reference.parse(value.replace("-", ""))).contains(reference);
        assertThat(Reference.parse(" " + value.replace("-", " – ") + " ")).contains(reference);
        assertThat(Reference.parse(value.replace('1', 'I'))).contains(reference);
    }

    @Test
    @Clause("P14")
    void is_found_in_a_sentence_and_only_for_its_council() {
        Reference one = drawn();
        Reference other = drawn();
        String text = "Re " + one + ", (" + other.value().toLowerCase() + ") and again " + one + ". WL-AAAA-AAAA";

        assertThat(Reference.findAll(text, "WL")).containsExactly(one, other);
        assertThat(Reference.findAll(text, "NK")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WL", "WL-1234", "W-1234-5678", "WL-12345-678", "hello world again", "wlaaaabbbb"})
    void refuses_what_is_none(String text) {
        assertThat(Reference.parse(text)).isEmpty();
        assertThatThrownBy(() -> new Reference(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_wrong_parts() {
        List.of("w", "wl", "ABCDE", "W1").forEach(prefix -> assertThatThrownBy(() -> Reference.of(prefix, new int[7]))
                .isInstanceOf(IllegalArgumentException.class));
        assertThatThrownBy(() -> Reference.of("WL", new int[6])).isInstanceOf(IllegalArgumentException.class);
    }

    /** Letters that are read as the digit they look like are no slip. */
    private static boolean forgiven(char meant, char written) {
        return meant == '0' && written == 'O' || meant == '1' && (written == 'I' || written == 'L');
    }
}
