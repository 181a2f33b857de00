package org.feedbackhub.notification;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.SendingTimes;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FollowUp;
import org.feedbackhub.feedback.FollowUpRecorded;

/** What follows when somebody asks for the next stage of a complaint, which has been checked against the policy (P8, P9). */
final class AfterFollowUp implements FollowUpRecorded {

    private final NotificationBook book;
    private final Plans plans;
    private final Councils councils;
    private final SendingTimes times;
    private final InstantSource clock;

    AfterFollowUp(NotificationBook book, Plans plans, Councils councils, SendingTimes times, InstantSource clock) {
        this.book = book;
        this.plans = plans;
        this.councils = councils;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public void joined(FollowUp followUp) {
        Feedback feedback = followUp.feedback();
        CouncilProfile council = councils.get(feedback.submission().council());
        Instant dueAt = times.notice(council, clock.instant());
        // once for a stage, however often it is asked for; again when it has another date, since it was answered anew
        String stage = "stage-" + (feedback.stage() + 1);
        String occasion = followUp.nextStageBy() == null ? stage : stage + "-" + followUp.nextStageBy();
        switch (followUp.standing()) {
            case WITHIN ->
                book.plan(List.of(plans.toContact(
                        feedback, NotificationType.STAGE_CONFIRMED, occasion, nextStage(council, followUp), dueAt)));
            case OUT_OF_TIME ->
                book.plan(List.of(
                        plans.toContact(feedback, NotificationType.STAGE_OUT_OF_TIME, occasion, Map.of(), dueAt)));
            case NO_FURTHER_STAGE ->
                book.plan(List.of(plans.toContact(
                        feedback, NotificationType.OMBUDSMAN_ADVICE, MailFacts.REQUESTED, Map.of(), dueAt)));
            case NONE, NOT_ANSWERED -> {
                // a person answers
            }
        }
    }

    private Map<String, String> nextStage(CouncilProfile council, FollowUp followUp) {
        Feedback feedback = followUp.feedback();
        return MailFacts.nextStage(
                feedback.stage() + 1,
                followUp.nextStageBy(),
                council.reviewer(feedback.classification().serviceArea()));
    }
}
