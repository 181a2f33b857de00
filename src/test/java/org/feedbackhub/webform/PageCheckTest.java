package org.feedbackhub.webform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.feedbackhub.council.TestCouncils;
import org.junit.jupiter.api.Test;

class PageCheckTest {

    private final PageCheck check = new PageCheck(FormBodiesTest.LIMITS);

    private List<String> codes(Map<String, String> values, PageFile... files) {
        PageState page = new PageState(
                TestCouncils.read().get(TestCouncils.WEST_LINDSEY),
                PageKind.RESIDENT,
                "token",
                Instant.EPOCH,
                true,
                values,
                List.of(files),
                false,
                false);
        return check.problems(page, false).stream().map(PageProblem::code).toList();
    }

    @Test
    void a_message_alone_is_enough() {
        assertThat(codes(Map.of("message", "Bins not emptied again, no 14 Spital Terrace")))
                .isEmpty();
        assertThat(codes(Map.of("name", "Jean"))).containsExactly("message.needed");
    }

    @Test
    void what_can_be_mended_is_told_in_the_order_of_the_page() {
        assertThat(codes(
                        Map.of(
                                "message", "x".repeat(501),
                                "accessibilityNeeds", "x".repeat(101),
                                "email", "jean@home",
                                "preferredContact", "post",
                                "reference", "NK-1234-5678"),
                        new PageFile("a", 20_000, "", "a.png")))
                .containsExactly(
                        "message.long",
                        "files.large",
                        "email.mistyped",
                        "address.wanted",
                        "reference.mistyped",
                        "accessibilityNeeds.long");
    }

    @Test
    void an_address_and_a_reference_that_are_right_are_taken_as_people_write_them() {
        assertThat(codes(Map.of(
                        "message", "thanks",
                        "email", "Jean.Hobbs@example.org",
                        "reference", "wl " + "wzsp 3r64",
                        "preferredContact", "email")))
                .isEmpty();
    }

    @Test
    void files_are_counted_and_weighed_together() {
        PageFile one = new PageFile("a", 400_000, "", "a.png");

        assertThat(codes(Map.of("message", "photos"), one, one, one)).contains("files.many", "files.together");
    }
}
