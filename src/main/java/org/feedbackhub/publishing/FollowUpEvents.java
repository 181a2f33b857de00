package org.feedbackhub.publishing;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FollowUp;
import org.feedbackhub.feedback.Intent;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Standing;
import org.jspecify.annotations.Nullable;

/** What the case systems are told of a follow-up: reference and links only, never what was written or by whom. */
final class FollowUpEvents {

    private final Councils councils;
    private final URI publicUrl;

    FollowUpEvents(Councils councils, URI publicUrl) {
        this.councils = councils;
        this.publicUrl = publicUrl;
    }

    /** An event's type and body. */
    record Told(EventType type, Object body) {}

    /** The message itself, and beside it what it asks for, if that is more than to be read. */
    List<Told> of(FollowUp followUp) {
        List<Told> told = new ArrayList<>();
        told.add(new Told(EventType.FOLLOW_UP_RECEIVED, received(followUp)));
        if (followUp.intent() == Intent.ESCALATION) {
            told.add(new Told(EventType.ESCALATION_REQUESTED, escalation(followUp)));
        } else if (followUp.intent() == Intent.CLARIFICATION) {
            told.add(new Told(EventType.CLARIFICATION_REQUESTED, clarification(followUp)));
        }
        return told;
    }

    private Received received(FollowUp followUp) {
        Feedback feedback = followUp.feedback();
        String story = publicUrl + "/console/feedback/" + feedback.reference();
        return new Received(
                feedback.reference(),
                followUp.id(),
                followUp.submission().channel().id(),
                followUp.intent(),
                followUp.receivedAt(),
                followUp.contactRestricted(),
                story,
                story + "/follow-ups/" + followUp.id() + "/original",
                followUp.originalSha256(),
                followUp.submission().attachments().stream()
                        .map(file -> story + "/attachments/" + file.id())
                        .toList());
    }

    private Escalation escalation(FollowUp followUp) {
        Feedback feedback = followUp.feedback();
        CouncilProfile council = councils.get(feedback.submission().council());
        return new Escalation(
                feedback.reference(),
                followUp.id(),
                followUp.standing(),
                feedback.stage(),
                followUp.standing() == Standing.NO_FURTHER_STAGE ? null : feedback.stage() + 1,
                council.reviewer(feedback.classification().serviceArea()),
                followUp.receivedAt(),
                followUp.contactRestricted());
    }

    private static Clarification clarification(FollowUp followUp) {
        Feedback feedback = followUp.feedback();
        return new Clarification(
                feedback.reference(),
                followUp.id(),
                feedback.stage(),
                followUp.receivedAt(),
                followUp.contactRestricted());
    }

    private record Received(
            Reference reference,
            UUID followUp,
            String channel,
            Intent intent,
            Instant receivedAt,
            boolean contactRestricted,
            String href,
            String original,
            String originalSha256,
            List<String> attachments) {}

    private record Escalation(
            Reference reference,
            UUID followUp,
            Standing standing,
            int stage,
            @Nullable Integer nextStage,
            @Nullable String reviewer,
            Instant receivedAt,
            boolean contactRestricted) {}

    private record Clarification(
            Reference reference, UUID followUp, int stage, Instant receivedAt, boolean contactRestricted) {}
}
