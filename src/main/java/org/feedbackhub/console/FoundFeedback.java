package org.feedbackhub.console;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.SearchWords;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for feedback by reference, by who wrote it, or by its words; the newest first. */
final class FoundFeedback {

    static final String WORDS = "words @@ websearch_to_tsquery('simple', :wanted)";

    private static final String SENDER = "lower(state -> 'submission' -> 'contact' ->> 'email') = :wanted";
    private static final String REFERENCE = "reference = :wanted";
    private static final String HARM = "state -> 'classification' -> 'flags' @> cast('[\"safeguarding\"]' as jsonb)";
    private static final String READABLE =
            " and (council = any(:councils) and not " + HARM + " or council = any(:safeguarding) and " + HARM + ")";

    private final JdbcClient jdbc;
    private final FeedbackRecords records;

    FoundFeedback(JdbcClient jdbc, FeedbackRecords records) {
        this.jdbc = jdbc;
        this.records = records;
    }

    /**
     * What somebody may read.
     *
     * @param councils of which they may read all but what may tell of harm
     * @param safeguarding of which they may read what may tell of harm
     */
    record Scope(Collection<CouncilId> councils, Collection<CouncilId> safeguarding) {}

    /** One page of it, and one line more if there is another page. @param page from 0 */
    List<Hit> page(String wanted, Scope scope, int page) {
        Optional<Reference> reference = Reference.parse(wanted);
        Optional<EmailAddress> sender = EmailAddress.parse(wanted);
        String condition = reference.isPresent() ? REFERENCE : sender.isPresent() ? SENDER : WORDS;
        return jdbc
                .sql("select state from feedback where " + condition + READABLE
                        + " order by received_at desc, reference limit :size offset :skipped")
                .param(
                        "wanted",
                        reference
                                .map(Reference::value)
                                .or(() -> sender.map(EmailAddress::value))
                                .orElseGet(() -> SearchWords.query(wanted)))
                .param("councils", names(scope.councils()))
                .param("safeguarding", names(scope.safeguarding()))
                .param("size", Paging.SIZE + 1)
                .param("skipped", (long) page * Paging.SIZE)
                .query(String.class)
                .list()
                .stream()
                .map(state -> Hit.of(records.read(state)))
                .toList();
    }

    private static String[] names(Collection<CouncilId> councils) {
        return councils.stream().map(CouncilId::value).toArray(String[]::new);
    }

    /** A feedback that was found. @param joinedTo of which it has become a follow-up, or empty */
    public record Hit(
            String reference,
            String joinedTo,
            String council,
            String received,
            String kind,
            String sender,
            String subject,
            String text) {

        private static final int LONGEST = 160;

        static Hit of(Feedback feedback) {
            Submission submission = feedback.submission();
            EmailAddress email = submission.contact().email();
            return new Hit(
                    feedback.reference().value(),
                    feedback.joinedTo() == null ? "" : feedback.joinedTo().value(),
                    submission.council().value(),
                    UkTime.of(feedback.receivedAt()),
                    feedback.classification().kind().id(),
                    email == null ? "" : email.value(),
                    beginning(submission.subject()),
                    beginning(submission.text()));
        }

        private static String beginning(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        }
    }
}
