package org.feedbackhub.arrival;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Deadlines;
import org.feedbackhub.council.PromisedDates;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.FollowUp;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Standing;
import org.feedbackhub.feedback.Submission;
import org.jspecify.annotations.Nullable;

/**
 * Decides what joins a feedback that is there already (P14): what quotes its reference, or answers a mail of ours about it,
 * and comes from its own contact. From anybody else, nothing joins and nothing is told of the reference.
 */
final class FollowUps {

    private final FeedbackRecords records;
    private final Councils councils;
    private final Deadlines deadlines;
    private final PromisedDates dates;

    FollowUps(FeedbackRecords records, Councils councils, Deadlines deadlines, PromisedDates dates) {
        this.records = records;
        this.councils = councils;
        this.deadlines = deadlines;
        this.dates = dates;
    }

    /** The feedback that the findings name, as far as it exists. */
    Map<Reference, FeedbackRecords.Answered> named(List<Finding> findings) {
        Set<Reference> quoted = new HashSet<>();
        for (Finding finding : findings) {
            if (finding instanceof Finding.Understood understood) {
                quoted.addAll(understood.submission().quoted());
            }
        }
        return quoted.isEmpty() ? Map.of() : records.find(quoted);
    }

    /** The follow-up that the finding is if it is looked at now, or nothing if it stands for itself. */
    Optional<FollowUp> of(
            Finding.Understood understood, Map<Reference, FeedbackRecords.Answered> named, UUID id, Instant now) {
        // what may tell of harm is heard for itself, by those who must act, and not as a line in another's story (P11)
        if (understood.classification().flags().contains(Flag.SAFEGUARDING)) {
            return Optional.empty();
        }
        Collection<Reference> quoted = understood.submission().quoted();
        return quoted.stream()
                .map(named::get)
                .filter(found -> found != null && isContact(found.feedback(), understood.submission()))
                .findFirst()
                .map(found -> followUp(understood, found.feedback(), found.respondedOn(), id, now));
    }

    /** The same with its files numbered on after those that the feedback has already. */
    FollowUp numbered(FollowUp followUp) {
        Submission submission = followUp.submission();
        if (submission.attachments().isEmpty()) {
            return followUp;
        }
        int last = records.lastAttachment(followUp.feedback().reference());
        List<Attachment> numbered = new ArrayList<>();
        for (Attachment attachment : submission.attachments()) {
            numbered.add(attachment.numbered(++last));
        }
        return followUp.with(submission.with(numbered));
    }

    private static boolean isContact(Feedback feedback, Submission submission) {
        return feedback.submission().council().equals(submission.council())
                && feedback.submission().contact().isReachedBy(submission.contact());
    }

    private FollowUp followUp(
            Finding.Understood understood, Feedback feedback, @Nullable LocalDate respondedOn, UUID id, Instant now) {
        CouncilProfile council = councils.get(understood.arrived().council());
        Intent intent =
                understood.intent() == Intent.CLARIFICATION && !council.stages().clarifications()
                        ? Intent.MESSAGE
                        : understood.intent();
        Standing standing = intent == Intent.ESCALATION
                ? deadlines.standing(
                        council, feedback, respondedOn, understood.arrived().receivedAt())
                : Standing.NONE;
        return new FollowUp(
                id,
                feedback,
                understood.submission(),
                intent,
                standing,
                standing == Standing.WITHIN && respondedOn != null
                        ? nextStageBy(
                                council,
                                feedback,
                                respondedOn,
                                understood.arrived().receivedAt(),
                                now)
                        : null,
                understood.arrived().receivedAt(),
                understood.arrived().raw().sha256(),
                false);
    }

    /** Who asks again has been promised a day already; it counts anew once the stage was answered anew. */
    private @Nullable LocalDate nextStageBy(
            CouncilProfile council, Feedback feedback, LocalDate respondedOn, Instant requestedAt, Instant now) {
        if (council.stages().respond() == null) {
            return null;
        }
        Instant answered = respondedOn.atStartOfDay(council.timeZone()).toInstant();
        return records.nextStageBy(feedback.reference(), answered)
                .orElseGet(() -> dates.nextStage(council, requestedAt, now).respondBy());
    }
}
