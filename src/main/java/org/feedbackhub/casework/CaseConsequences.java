package org.feedbackhub.casework;

import java.time.LocalDate;
import java.util.Optional;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Deadlines;
import org.feedbackhub.council.PromisedDates;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.ServiceArea;
import org.jspecify.annotations.Nullable;

/** What follows for a feedback from what a case system tells of it: stage, dates, kind, contact. */
final class CaseConsequences {

    private final Councils councils;
    private final Deadlines deadlines;
    private final PromisedDates dates;
    private final FeedbackRecords records;
    private final Reclassification reclassification;

    CaseConsequences(
            Councils councils,
            Deadlines deadlines,
            PromisedDates dates,
            FeedbackRecords records,
            Reclassification reclassification) {
        this.councils = councils;
        this.reclassification = reclassification;
        this.deadlines = deadlines;
        this.dates = dates;
        this.records = records;
    }

    /**
     * How the feedback stands after the event.
     *
     * @param now how its case stands, the event included
     * @throws PermanentFault if the event names a service area that the council does not have
     */
    Feedback of(Feedback feedback, CaseEvent event, CaseFile now) {
        Feedback changed = feedback;
        if (event instanceof CaseEvent.Reclassified other) {
            changed = reclassified(feedback, other);
        } else if (event instanceof CaseEvent.ContactChanged other) {
            changed = feedback.by(other.contact());
        }
        return changed.at(now.stage(), respondBy(feedback, changed, event, now));
    }

    /** The last day that the policy allows for the answer, if the extension is beyond it. */
    Optional<LocalDate> bound(Feedback feedback, CaseEvent.Extended extended, CaseFile now) {
        CouncilProfile council = councils.get(feedback.submission().council());
        LocalDate promised = now.stage() == Feedback.FIRST_STAGE
                ? dates.sure(council, feedback.classification().kind(), feedback.receivedAt(), feedback.receivedAt())
                        .respondBy()
                : nextStage(feedback, now);
        return Optional.ofNullable(promised)
                .flatMap(day -> deadlines.latestExtension(council, now.stage(), day))
                .filter(latest -> extended.respondBy().isAfter(latest));
    }

    /**
     * What is answered has its date behind it. What kind something is decides on the date of the first stage only.
     *
     * @param before how the feedback stood
     * @param changed the same with what the event changes beside stage and date
     */
    private @Nullable LocalDate respondBy(Feedback before, Feedback changed, CaseEvent event, CaseFile now) {
        boolean first = now.stage() == Feedback.FIRST_STAGE;
        LocalDate asItWas = (first ? changed : before).promise().respondBy();
        boolean sameStage = now.stage() == before.stage();
        if (sameStage && now.answer() != null) {
            return asItWas;
        }
        if (now.extendedTo() != null) {
            return now.extendedTo();
        }
        boolean anew = !sameStage || event instanceof CaseEvent.Reclassified || event instanceof CaseEvent.Reopened;
        LocalDate next = first || !anew ? null : nextStage(before, now);
        return next == null ? asItWas : next;
    }

    /**
     * Counted from the request, as its confirmation tells it (P8); where the hub knows of none in time, from the moment at which the
     * case system began the stage. Null where the council promises nothing for it.
     */
    private @Nullable LocalDate nextStage(Feedback feedback, CaseFile now) {
        CouncilProfile council = councils.get(feedback.submission().council());
        if (council.stages().respond() == null || now.stageSince() == null) {
            return null;
        }
        return toldAtRequest(feedback, council, now)
                .orElseGet(() -> dates.nextStage(council, now.stageSince(), now.stageSince())
                        .respondBy());
    }

    private Optional<LocalDate> toldAtRequest(Feedback feedback, CouncilProfile council, CaseFile now) {
        CaseFile.Answer before = now.answers().get(now.stage() - 1);
        return before == null
                ? Optional.empty()
                : records.nextStageRequest(
                                feedback.reference(),
                                before.on().atStartOfDay(council.timeZone()).toInstant())
                        .map(request -> request.respondBy(council, dates));
    }

    private Feedback reclassified(Feedback feedback, CaseEvent.Reclassified event) {
        Classification before = feedback.classification();
        return reclassification.of(
                feedback,
                new Reclassification.Decided(
                        event.kind(),
                        event.serviceArea() == null ? before.serviceArea() : area(feedback, event.serviceArea()),
                        before.flags(),
                        Reason.rule("reclassified by the case system "
                                + event.envelope().source() + " as "
                                + event.kind().id()),
                        event.at()));
    }

    private ServiceArea area(Feedback feedback, String id) {
        CouncilProfile council = councils.get(feedback.submission().council());
        return reclassification
                .area(council.id(), id)
                .orElseThrow(() -> new PermanentFault("serviceArea: expected one of "
                        + String.join(
                                ", ",
                                council.serviceAreas().stream()
                                        .map(CouncilProfile.Area::id)
                                        .toList())));
    }
}
