package org.feedbackhub.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.PromisedDates;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Promise;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.ServiceArea;
import org.jspecify.annotations.Nullable;

/** What a feedback is, and by when what is promised for it, once a case system or a person has settled its kind. */
public final class Reclassification {

    private final Councils councils;
    private final PromisedDates dates;

    Reclassification(Councils councils, PromisedDates dates) {
        this.councils = councils;
        this.dates = dates;
    }

    /**
     * What was decided.
     *
     * @param serviceArea as it stands from now on, or null where it is not clear
     * @param flags that it has from now on
     * @param why that somebody decided, without anything personal
     * @param at when they did
     */
    public record Decided(Kind kind, @Nullable ServiceArea serviceArea, Set<Flag> flags, Reason why, Instant at) {}

    /** How the feedback stands then, its case apart. */
    Feedback of(Feedback feedback, Decided decided) {
        Classification now = feedback.classification()
                .settled(decided.kind(), decided.serviceArea(), decided.flags(), decided.why());
        return feedback.with(now, promise(feedback, decided));
    }

    /** The same where its case may have gone on: an extension stays, and so does the date of a further stage. */
    public Feedback of(Feedback feedback, Decided decided, CaseFile file) {
        Feedback settled = of(feedback, decided);
        return settled.at(settled.stage(), respondBy(feedback, settled, file));
    }

    private static @Nullable LocalDate respondBy(Feedback before, Feedback settled, CaseFile file) {
        if (before.stage() > Feedback.FIRST_STAGE) {
            return before.promise().respondBy();
        }
        return file.answer() == null && file.extendedTo() != null
                ? file.extendedTo()
                : settled.promise().respondBy();
    }

    /** The council's service area of this id, if it has one. */
    public Optional<ServiceArea> area(CouncilId council, String id) {
        return councils.get(council).serviceAreas().stream()
                .filter(area -> area.id().equals(id))
                .findFirst()
                .map(CouncilProfile.Area::toServiceArea);
    }

    /** What was not sure is about to be acknowledged; what was sure has been, at the time when it came. */
    private Promise promise(Feedback feedback, Decided decided) {
        Classification before = feedback.classification();
        if (decided.kind() == before.kind() && !before.forReview()) {
            return feedback.promise();
        }
        return promise(feedback, decided.kind(), before.forReview() ? decided.at() : feedback.receivedAt());
    }

    /** What is promised for something that came with the feedback and is of this kind, sure from this moment on. */
    public Promise promise(Feedback feedback, Kind kind, Instant sureAt) {
        return dates.sure(councils.get(feedback.submission().council()), kind, feedback.receivedAt(), sureAt);
    }
}
