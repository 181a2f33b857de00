package org.feedbackhub.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.feedbackhub.council.TestCouncils;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Lesson;
import org.feedbackhub.feedback.Lessons;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NewestLessonsTest {

    private static final Instant DECIDED = Instant.parse("2026-11-02T10:00:00Z");

    @Test
    void the_newest_teach_in_the_order_in_which_they_were_decided() {
        // the later a lesson's place, the earlier it was decided
        List<Lesson> all = IntStream.range(0, 10)
                .mapToObj(i -> lesson(i, TestCouncils.WEST_LINDSEY, "", "text " + i, DECIDED.minusSeconds(i)))
                .toList();

        List<Taught> taught = newest(all, 3).read();

        assertThat(taught).extracting(one -> one.example().text()).containsExactly("text 2", "text 1", "text 0");
    }

    @Test
    void they_may_not_be_shown_to_others_and_carry_what_was_proposed() {
        Lesson lesson = lesson(1, TestCouncils.WEST_LINDSEY, "Bins", "Late again", DECIDED);

        Taught taught = newest(List.of(lesson), 3).read().get(0);

        assertThat(taught.example().quotable()).isFalse();
        assertThat(taught.example().text()).isEqualTo("Bins.\nLate again");
        assertThat(taught.example().source()).isEqualTo(lesson.reference().value());
        assertThat(taught.proposed()).isEqualTo(Kind.COMMENT);
    }

    @Test
    void a_council_that_the_configuration_does_not_know_any_more_teaches_nothing() {
        Lesson gone = lesson(1, new CouncilId("gone"), "", "text", DECIDED);

        assertThat(newest(List.of(gone), 3).read()).isEmpty();
    }

    private static NewestLessons newest(List<Lesson> all, int most) {
        return new NewestLessons(
                new Lessons() {
                    @Override
                    public List<Lesson> teaching(@Nullable Reference after, int atMost) {
                        return after == null ? all : List.of();
                    }

                    @Override
                    public String version() {
                        return "1";
                    }
                },
                TestCouncils.read(),
                most);
    }

    private static Lesson lesson(int number, CouncilId council, String subject, String text, Instant decidedAt) {
        return new Lesson(
                Reference.of("WL", new int[] {0, 0, 0, 0, 0, 0, number}),
                council,
                subject,
                text,
                Kind.COMPLAINT,
                null,
                Kind.COMMENT,
                decidedAt);
    }
}
