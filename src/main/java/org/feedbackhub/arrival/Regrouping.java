package org.feedbackhub.arrival;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FollowUp;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Standing;
import org.feedbackhub.feedback.Submission;

/**
 * What a person makes of a message after it was recorded, in the transaction of that decision: two feedback of one, or a follow-up of
 * one. The line of the ledger stays as it is: the message came once and had one outcome.
 */
public final class Regrouping {

    private final FeedbackRecords records;
    private final FollowUps followUps;
    private final References references;
    private final Councils councils;
    private final Listeners listeners;
    private final IntakeFigures figures;
    private final InstantSource clock;

    Regrouping(
            FeedbackRecords records,
            FollowUps followUps,
            References references,
            Councils councils,
            Listeners listeners,
            IntakeFigures figures,
            InstantSource clock) {
        this.records = records;
        this.followUps = followUps;
        this.references = references;
        this.councils = councils;
        this.listeners = listeners;
        this.figures = figures;
        this.clock = clock;
    }

    /**
     * Begins a second feedback with the same message: of the same person, received at the same moment, with the same original and
     * files. All are told who are told of what arrives.
     *
     * @param first whose row the running transaction has locked
     * @param part what of the message the second one is about
     */
    public Feedback split(Feedback first, String part, Classification classification, Promise promise) {
        UUID arrival = records.arrivalOf(first.reference());
        Submission submission = first.submission().saying(part);
        Feedback second = new Feedback(
                references.drawn(councils.get(submission.council()).referencePrefix()),
                submission.with(records.attachments(first.reference(), arrival)),
                classification,
                first.receivedAt(),
                promise,
                Feedback.FIRST_STAGE,
                first.originalSha256(),
                first.contactRestricted());
        records.add(List.of(new FeedbackRecords.Arrival(arrival, second, first.reference())));
        listeners.recorded(List.of(second));
        AfterCommit.run(() -> figures.recorded(second));
        return second;
    }

    /**
     * Makes the feedback a follow-up of another, with all that has joined it, and nothing more is waited for under its own reference.
     * All are told who are told of what joins a feedback.
     *
     * @param one whose row the running transaction has locked, as it has the other's
     * @param intent what its writer wants
     * @return how it stands then
     */
    public Feedback join(Feedback one, Reference other, Intent intent) {
        UUID arrival = records.arrivalOf(one.reference());
        List<FollowUp> joining = new ArrayList<>();
        joining.add(new FollowUp(
                arrival,
                one,
                one.submission().with(records.attachments(one.reference(), arrival)),
                intent,
                Standing.NONE,
                null,
                one.receivedAt(),
                one.originalSha256(),
                one.contactRestricted()));
        List<FollowUp> later = records.whole(one);
        later.forEach(records::remove);
        joining.addAll(later);
        FeedbackRecords.Answered joined =
                Objects.requireNonNull(records.findLocked(List.of(other)).get(other));
        for (FollowUp followUp : joining) {
            FollowUp settled = followUps.settled(followUps.meant(followUp, joined.feedback()), joined, clock.instant());
            records.add(settled);
            listeners.joined(settled);
        }
        Feedback now = one.joinedTo(other);
        records.recordState(now);
        records.recordCase(one.reference(), null, true);
        return now;
    }
}
