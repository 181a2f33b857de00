package org.feedbackhub.arrival;

import java.time.Instant;
import java.time.LocalDate;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.PromisedDates;
import org.jspecify.annotations.Nullable;

/**
 * The request for a feedback's next stage from which that stage's date counts.
 *
 * @param receivedAt when the council got it
 * @param takenInAt when the hub took it
 * @param fixed the date as it was fixed then; null of a request from before dates were kept, of which nothing was told
 */
public record NextStageRequest(Instant receivedAt, Instant takenInAt, @Nullable LocalDate fixed) {

    /**
     * Until when the stage is to be answered.
     *
     * @param council that promises something for further stages
     */
    public LocalDate respondBy(CouncilProfile council, PromisedDates dates) {
        return fixed == null ? dates.nextStage(council, receivedAt, takenInAt).respondBy() : fixed;
    }
}
