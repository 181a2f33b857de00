package org.feedbackhub.arrival;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Deadlines;
import org.feedbackhub.council.PromisedDates;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.FollowUp;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Standing;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.feedback.TransientFault;
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

    /**
     * A feedback that a message names.
     *
     * @param quoted by its reference
     * @param joins the one that the message joins: the same, unless that has become a follow-up of another
     */
    record Named(FeedbackRecords.Answered quoted, FeedbackRecords.Answered joins) {}

    /** The feedback that the findings name, as far as it exists. */
    Map<Reference, Named> named(List<Finding> findings) {
        Set<Reference> quoted = new HashSet<>();
        for (Finding finding : findings) {
            if (finding instanceof Finding.Understood understood) {
                quoted.addAll(understood.submission().quoted());
            }
        }
        return quoted.isEmpty() ? Map.of() : led(records.find(quoted));
    }

    /** Each with the one that it leads to, however often that has become a follow-up of another. */
    private Map<Reference, Named> led(Map<Reference, FeedbackRecords.Answered> quoted) {
        Map<Reference, Named> named = new HashMap<>();
        quoted.forEach((reference, found) -> {
            FeedbackRecords.Answered joins = found;
            while (joins.feedback().joinedTo() != null) {
                Reference next = joins.feedback().joinedTo();
                joins = Objects.requireNonNull(records.find(List.of(next)).get(next));
            }
            named.put(reference, new Named(found, joins));
        });
        return named;
    }

    /** The follow-up that the finding is, before it is {@link #settled}; nothing if it stands for itself. */
    Optional<FollowUp> of(Finding.Understood understood, Map<Reference, Named> named, UUID id) {
        // what may tell of harm is heard for itself, by those who must act, and not as a line in another's story (P11)
        if (understood.classification().flags().contains(Flag.SAFEGUARDING)) {
            return Optional.empty();
        }
        Collection<Reference> quoted = understood.submission().quoted();
        return quoted.stream()
                .map(named::get)
                .filter(found -> found != null
                        && (isContact(found.quoted().feedback(), understood.submission())
                                || isContact(found.joins().feedback(), understood.submission())))
                .findFirst()
                .map(found -> followUp(understood, found.joins().feedback(), id));
    }

    /**
     * The same with what only holds while nobody else can add to the feedback: how a request for the next stage stands, until when
     * that is promised, and its files numbered on after those that the feedback has already.
     *
     * @param joined the feedback that it joins, which the running transaction has locked
     * @param takenInAt when the hub took it
     */
    FollowUp settled(FollowUp followUp, FeedbackRecords.Answered joined, Instant takenInAt) {
        Feedback feedback = joined.feedback();
        if (feedback.joinedTo() != null) {
            throw new TransientFault("the feedback that it is about has become a follow-up of another at this moment");
        }
        LocalDate respondedOn = joined.respondedOn();
        CouncilProfile council = councils.get(feedback.submission().council());
        Standing standing = followUp.intent() == Intent.ESCALATION
                ? deadlines.standing(council, feedback, respondedOn, followUp.receivedAt())
                : Standing.NONE;
        LocalDate nextStageBy = standing == Standing.WITHIN && respondedOn != null
                ? nextStageBy(council, feedback, respondedOn, followUp.receivedAt(), takenInAt)
                : null;
        return numbered(followUp.with(feedback, standing, nextStageBy));
    }

    private FollowUp numbered(FollowUp followUp) {
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
        Contact contact = feedback.submission().contact();
        return feedback.submission().council().equals(submission.council())
                && (submission.channel() == Channel.LETTER
                        ? contact.isReachedByLetterOf(submission.contact())
                        : contact.isReachedBy(submission.contact()));
    }

    /** The same as one of this feedback, where a council may not know all that somebody can want. */
    FollowUp meant(FollowUp followUp, Feedback feedback) {
        return new FollowUp(
                followUp.id(),
                feedback,
                followUp.submission(),
                known(feedback.submission().council(), followUp.intent()),
                Standing.NONE,
                null,
                followUp.receivedAt(),
                followUp.originalSha256(),
                followUp.contactRestricted());
    }

    private Intent known(CouncilId council, Intent intent) {
        boolean unknown = intent == Intent.CLARIFICATION
                && !councils.get(council).stages().clarifications();
        return unknown ? Intent.MESSAGE : intent;
    }

    private FollowUp followUp(Finding.Understood understood, Feedback feedback, UUID id) {
        return new FollowUp(
                id,
                feedback,
                understood.submission(),
                known(understood.arrived().council(), understood.intent()),
                Standing.NONE,
                null,
                understood.arrived().receivedAt(),
                understood.arrived().raw().sha256(),
                false);
    }

    /** Who asks again has been promised a day already; it counts anew once the stage was answered anew. */
    private @Nullable LocalDate nextStageBy(
            CouncilProfile council, Feedback feedback, LocalDate respondedOn, Instant requestedAt, Instant takenInAt) {
        if (council.stages().respond() == null) {
            return null;
        }
        Instant answered = respondedOn.atStartOfDay(council.timeZone()).toInstant();
        return records.nextStageRequest(feedback.reference(), answered)
                .orElseGet(() -> new NextStageRequest(requestedAt, takenInAt, null))
                .respondBy(council, dates);
    }
}
