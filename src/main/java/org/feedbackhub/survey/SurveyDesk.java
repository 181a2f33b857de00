package org.feedbackhub.survey;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.feedbackhub.arrival.DatabaseFaults;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.classification.Classifier;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.publishing.EventType;
import org.feedbackhub.publishing.Outbox;
import org.feedbackhub.publishing.Topic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionTemplate;

/** Records what is answered, and tells of it, in one transaction. */
final class SurveyDesk {

    private static final Logger LOG = LoggerFactory.getLogger(SurveyDesk.class);
    private static final String CONSOLE = "/console/feedback/";
    private static final String IN_CONSOLE = "#survey";
    private static final String APART = "\n\n";

    /** Characters of what may tell of harm that are kept of one feedback, however often its answers are changed. */
    private static final int LONGEST_CONCERN = 50_000;

    private final FeedbackRecords feedback;
    private final SurveyRecords answers;
    private final Classifier classifier;
    private final ObjectProvider<SafeguardingConcern> concerned;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final MeterRegistry registry;
    private final URI publicUrl;
    private final InstantSource clock;

    SurveyDesk(
            FeedbackRecords feedback,
            SurveyRecords answers,
            Classifier classifier,
            ObjectProvider<SafeguardingConcern> concerned,
            Outbox outbox,
            TransactionTemplate transaction,
            MeterRegistry registry,
            URI publicUrl,
            InstantSource clock) {
        this.feedback = feedback;
        this.answers = answers;
        this.classifier = classifier;
        this.concerned = concerned;
        this.outbox = outbox;
        this.transaction = transaction;
        this.registry = registry;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** What became of answers that were sent. */
    enum Result {
        /** They are the first. */
        ANSWERED,
        /** They stand in the place of earlier ones. */
        CHANGED,
        /** They were there before, to the letter. */
        THE_SAME,
        /** There is no such feedback, or not any more. */
        UNKNOWN
    }

    /**
     * Records the answers. What was written before stays where nothing is written now: people do not get it to see again.
     *
     * @throws org.feedbackhub.feedback.TransientFault if they cannot be recorded just now; they may be sent again
     */
    Result answer(Reference reference, CouncilId council, AnswerSheet sheet) {
        Result result = DatabaseFaults.translated(() -> transaction.execute(status -> feedback.findLocked(reference)
                .map(found -> record(found, sheet))
                .orElse(Result.UNKNOWN)));
        LOG.info("event=survey-answered reference={} result={}", reference, result);
        if (result == Result.ANSWERED) {
            registry.counter("hub.survey.answers", "council", council.value()).increment();
        }
        return result;
    }

    private Result record(Feedback found, AnswerSheet sheet) {
        Optional<SurveyAnswer> before = answers.find(found.reference());
        SurveyAnswer now = now(before, sheet);
        if (before.filter(now::saysTheSameAs).isPresent()) {
            return Result.THE_SAME;
        }
        String harm = harm(before, sheet);
        SurveyAnswer kept = harm.isEmpty() ? now : now.with(concern(now.concern(), harm));
        answers.put(found.reference(), found.submission().council(), kept);
        String where = CONSOLE + found.reference() + IN_CONSOLE;
        tell(found, kept, before.isPresent(), where);
        if (!harm.isEmpty()) {
            LOG.warn("event=survey-concern reference={}", found.reference());
            concerned.orderedStream().forEach(one -> one.raised(found, where));
        }
        return before.isPresent() ? Result.CHANGED : Result.ANSWERED;
    }

    private SurveyAnswer now(Optional<SurveyAnswer> before, AnswerSheet sheet) {
        Map<String, String> written = new LinkedHashMap<>();
        before.ifPresent(earlier -> written.putAll(earlier.written()));
        written.putAll(sheet.written());
        Instant now = clock.instant();
        return new SurveyAnswer(
                sheet.chosen(),
                written,
                before.map(SurveyAnswer::answeredAt).orElse(now),
                now,
                before.map(SurveyAnswer::concern).orElse(null));
    }

    private void tell(Feedback found, SurveyAnswer answer, boolean changed, String where) {
        outbox.tell(
                found,
                Topic.SURVEY_ANSWERS,
                EventType.SURVEY_ANSWERED,
                new SurveyAnswered(
                        found.reference(),
                        answer.changedAt(),
                        changed,
                        answer.chosen(),
                        !answer.written().isEmpty(),
                        URI.create(publicUrl + where)));
    }

    /** What is written anew and may tell of harm, or an empty text. */
    private String harm(Optional<SurveyAnswer> before, AnswerSheet sheet) {
        Map<String, String> written = sheet.written();
        boolean known = before.filter(earlier -> earlier.written().entrySet().containsAll(written.entrySet()))
                .isPresent();
        String words = String.join(APART, written.values());
        return !known && classifier.mayTellOfHarm(words) ? words : "";
    }

    /** What somebody wrote of harm is not taken back by whoever changes the answers. */
    private static String concern(@Nullable String before, String now) {
        String all = before == null ? now : before + APART + now;
        return all.substring(Math.max(0, all.length() - LONGEST_CONCERN));
    }
}
