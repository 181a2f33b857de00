package org.feedbackhub.casework;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Deadlines;
import org.feedbackhub.council.PromisedDates;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.PermanentFault;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.ServiceArea;
import org.jspecify.annotations.Nullable;

/** What follows for a feedback from what a case system tells of it: stage, dates, kind, contact. */
final class CaseConsequences {

    private static final double SURE = 1;

    private final Councils councils;
    private final Deadlines deadlines;
    private final PromisedDates dates;
    private final FeedbackRecords records;

    CaseConsequences(Councils councils, Deadlines deadlines, PromisedDates dates, FeedbackRecords records) {
        this.councils = councils;
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
        CouncilProfile council = councils.get(feedback.submission().council());
        Classification before = feedback.classification();
        List<Kind> kinds = new ArrayList<>(List.of(event.kind()));
        before.kinds().stream()
                .filter(kind -> kind != before.kind() && kind != event.kind())
                .forEach(kinds::add);
        Classification now = new Classification(
                event.kind(),
                kinds,
                event.serviceArea() == null ? before.serviceArea() : area(council, event.serviceArea()),
                before.flags(),
                SURE,
                List.of(Reason.rule("reclassified by the case system "
                        + event.envelope().source() + " as " + event.kind().id())),
                false);
        return feedback.with(now, promise(council, feedback, event));
    }

    /** What was not sure is about to be acknowledged; what was sure has been, at the time when it came. */
    private Promise promise(CouncilProfile council, Feedback feedback, CaseEvent.Reclassified event) {
        Classification before = feedback.classification();
        if (event.kind() == before.kind() && !before.forReview()) {
            return feedback.promise();
        }
        return dates.sure(
                council, event.kind(), feedback.receivedAt(), before.forReview() ? event.at() : feedback.receivedAt());
    }

    private static ServiceArea area(CouncilProfile council, String id) {
        return council.serviceAreas().stream()
                .filter(area -> area.id().equals(id))
                .findFirst()
                .map(CouncilProfile.Area::toServiceArea)
                .orElseThrow(() -> new PermanentFault("serviceArea: expected one of "
                        + String.join(
                                ", ",
                                council.serviceAreas().stream()
                                        .map(CouncilProfile.Area::id)
                                        .toList())));
    }
}
