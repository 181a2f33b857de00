package org.feedbackhub.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.feedbackhub.casework.CaseEvent.Envelope;
import org.feedbackhub.casework.CaseEvent.Verdict;
import org.feedbackhub.feedback.Reference;
import org.junit.jupiter.api.Test;

class CaseFileTest {

    private static final Reference REFERENCE = Reference.of("NK", new int[Reference.RANDOM_SIGNS]);
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final LocalDate ANSWERED = LocalDate.of(2026, 3, 20);

    private static Envelope on(int day) {
        return new Envelope("/cases/test", "event-" + day, REFERENCE, START.plus(Duration.ofDays(day)));
    }

    private static CaseFile file(CaseEvent... told) {
        return CaseFile.of(REFERENCE, List.of(told));
    }

    @Test
    void nothing_was_told_of_an_empty_one() {
        CaseFile file = file();

        assertThat(file).isEqualTo(CaseFile.empty(REFERENCE));
        assertThat(file.stage()).isEqualTo(1);
        assertThat(file.answer()).isNull();
    }

    @Test
    void an_answer_ends_its_stage_until_it_is_reopened() {
        CaseEvent answer = new CaseEvent.Responded(on(18), 1, Verdict.PARTLY_UPHELD, ANSWERED);
        CaseEvent reopened = new CaseEvent.Reopened(on(20));

        assertThat(file(answer).answer()).isNotNull();
        assertThat(file(answer, reopened).answer()).isNull();
        assertThat(file(answer, reopened, new CaseEvent.Responded(on(25), 1, Verdict.UPHELD, ANSWERED.plusDays(7)))
                        .answer())
                .satisfies(again -> assertThat(again.verdict()).isEqualTo(Verdict.UPHELD));
    }

    @Test
    void the_next_stage_waits_for_an_answer_of_its_own_and_for_its_own_date() {
        CaseFile file = file(
                new CaseEvent.Extended(on(10), ANSWERED, "it is a long road"),
                new CaseEvent.Responded(on(18), 1, Verdict.NOT_UPHELD, ANSWERED),
                new CaseEvent.Closed(on(19)),
                new CaseEvent.Escalated(on(30), 2));

        assertThat(file.stage()).isEqualTo(2);
        assertThat(file.stageSince()).isEqualTo(on(30).at());
        assertThat(file.extendedTo()).isNull();
        assertThat(file.closedAt()).isNull();
        assertThat(file.answer()).isNull();
        assertThat(file.answers()).containsKey(1);
    }

    @Test
    void what_comes_late_or_twice_finds_its_place() {
        List<CaseEvent> told = new ArrayList<>(List.of(
                new CaseEvent.Opened(on(0), "C-17"),
                new CaseEvent.Assigned(on(1), "A. Officer", null),
                new CaseEvent.Assigned(on(2), null, "Head of Leisure"),
                new CaseEvent.Extended(on(10), ANSWERED.plusDays(3), null),
                new CaseEvent.Extended(on(12), ANSWERED.plusDays(9), "holidays"),
                new CaseEvent.Responded(on(18), 1, Verdict.UPHELD, ANSWERED),
                new CaseEvent.Closed(on(19)),
                new CaseEvent.Reopened(on(22)),
                new CaseEvent.Escalated(on(30), 2),
                new CaseEvent.Responded(on(40), 2, Verdict.NOT_UPHELD, ANSWERED.plusDays(22)),
                new CaseEvent.ReferredToOmbudsman(on(60), false)));
        CaseFile inOrder = CaseFile.of(REFERENCE, told);
        told.addAll(List.copyOf(told));
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(told, random);
            assertThat(CaseFile.of(REFERENCE, told)).isEqualTo(inOrder);
        }
        assertThat(inOrder.officer()).isEqualTo("A. Officer");
        assertThat(inOrder.headOfService()).isEqualTo("Head of Leisure");
        assertThat(inOrder.caseNumber()).isEqualTo("C-17");
        assertThat(inOrder.withOmbudsmanSince()).isEqualTo(on(60).at());
    }
}
