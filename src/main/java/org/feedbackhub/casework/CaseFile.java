package org.feedbackhub.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.feedbackhub.casework.CaseEvent.Verdict;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.jspecify.annotations.Nullable;

/**
 * How a feedback's case stands, made of all that the case systems have told of it, in the order in which it happened: what comes
 * late finds its place.
 *
 * @param reference of the feedback
 * @param caseNumber as the case system calls it, or null
 * @param stage that the case has reached
 * @param stageSince when that stage began, or null for the first
 * @param extendedTo the new last day of the present stage, or null if it was not extended
 * @param extensionReason as the resident is told it, or null
 * @param answers by stage
 * @param officer who deals with it, or null
 * @param headOfService who is responsible, or null
 * @param reopenedAt when it was last looked at again, or null
 * @param closedAt when it was closed, or null while it is open
 * @param withOmbudsmanSince when it went to the ombudsman, or null
 */
public record CaseFile(
        Reference reference,
        @Nullable String caseNumber,
        int stage,
        @Nullable Instant stageSince,
        @Nullable LocalDate extendedTo,
        @Nullable String extensionReason,
        Map<Integer, Answer> answers,
        @Nullable String officer,
        @Nullable String headOfService,
        @Nullable Instant reopenedAt,
        @Nullable Instant closedAt,
        @Nullable Instant withOmbudsmanSince) {

    /** What a stage ended with. @param at when the case system told of it */
    public record Answer(LocalDate on, Verdict verdict, Instant at) {}

    public CaseFile {
        answers = Map.copyOf(answers);
    }

    /** Of a feedback of which nothing was told. */
    public static CaseFile empty(Reference reference) {
        return new CaseFile(
                reference, null, Feedback.FIRST_STAGE, null, null, null, Map.of(), null, null, null, null, null);
    }

    /** Made of all that was told of one feedback, in any order. */
    public static CaseFile of(Reference reference, List<CaseEvent> told) {
        CaseFile file = empty(reference);
        List<CaseEvent> asItHappened = told.stream()
                .sorted(Comparator.comparing(CaseEvent::at)
                        .thenComparing(event -> event.envelope().id()))
                .toList();
        for (CaseEvent event : asItHappened) {
            file = file.after(event);
        }
        return file;
    }

    private CaseFile after(CaseEvent event) {
        Draft draft = new Draft(this);
        if (event instanceof CaseEvent.Opened opened) {
            draft.caseNumber = opened.caseNumber() == null ? caseNumber : opened.caseNumber();
        } else if (event instanceof CaseEvent.Assigned assigned) {
            draft.officer = assigned.officer() == null ? officer : assigned.officer();
            draft.headOfService = assigned.headOfService() == null ? headOfService : assigned.headOfService();
        } else if (event instanceof CaseEvent.Extended extended) {
            draft.extendedTo = extended.respondBy();
            draft.extensionReason = extended.reason();
        } else if (event instanceof CaseEvent.Responded responded) {
            draft.answers.put(responded.stage(), new Answer(responded.on(), responded.verdict(), responded.at()));
        } else if (event instanceof CaseEvent.Escalated escalated) {
            draft.begin(escalated);
        } else if (event instanceof CaseEvent.ReferredToOmbudsman referred) {
            draft.withOmbudsmanSince = referred.at();
        } else if (event instanceof CaseEvent.Closed closed) {
            draft.closedAt = closed.at();
        } else if (event instanceof CaseEvent.Reopened reopened) {
            draft.reopenedAt = reopened.at();
            draft.closedAt = null;
        }
        return draft.file();
    }

    /** The answer that the present stage ended with; null while it waits for one, or again since it was reopened. */
    public @Nullable Answer answer() {
        Answer answer = answers.get(stage);
        return answer != null && (reopenedAt == null || answer.at().isAfter(reopenedAt)) ? answer : null;
    }

    /** While what has happened changes it. */
    private static final class Draft {
        private final CaseFile before;
        private final Map<Integer, Answer> answers;
        private @Nullable String caseNumber;
        private int stage;
        private @Nullable Instant stageSince;
        private @Nullable LocalDate extendedTo;
        private @Nullable String extensionReason;
        private @Nullable String officer;
        private @Nullable String headOfService;
        private @Nullable Instant reopenedAt;
        private @Nullable Instant closedAt;
        private @Nullable Instant withOmbudsmanSince;

        Draft(CaseFile before) {
            this.before = before;
            this.answers = new TreeMap<>(before.answers);
            this.caseNumber = before.caseNumber;
            this.stage = before.stage;
            this.stageSince = before.stageSince;
            this.extendedTo = before.extendedTo;
            this.extensionReason = before.extensionReason;
            this.officer = before.officer;
            this.headOfService = before.headOfService;
            this.reopenedAt = before.reopenedAt;
            this.closedAt = before.closedAt;
            this.withOmbudsmanSince = before.withOmbudsmanSince;
        }

        /** What was extended was the stage before. */
        void begin(CaseEvent.Escalated escalated) {
            if (escalated.stage() > stage) {
                stage = escalated.stage();
                stageSince = escalated.at();
                extendedTo = null;
                extensionReason = null;
                closedAt = null;
            }
        }

        CaseFile file() {
            return new CaseFile(
                    before.reference,
                    caseNumber,
                    stage,
                    stageSince,
                    extendedTo,
                    extensionReason,
                    answers,
                    officer,
                    headOfService,
                    reopenedAt,
                    closedAt,
                    withOmbudsmanSince);
        }
    }
}
