package org.feedbackhub.council;

import java.time.Duration;
import java.time.Instant;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Promise;

/**
 * What is promised for something at the moment at which the hub takes it in, while nobody has been told of it yet: a promise that
 * counts from its acknowledgement counts from when the council's sending window lets that go out, and not from the hour of the night
 * at which it was taken in.
 */
public final class PromisedDates {

    private final Deadlines deadlines;
    private final SendingTimes times;
    private final Duration acknowledgeAfter;

    /** @param acknowledgeAfter the pause between taking in and a sure acknowledgement */
    public PromisedDates(Deadlines deadlines, SendingTimes times, Duration acknowledgeAfter) {
        this.deadlines = deadlines;
        this.times = times;
        this.acknowledgeAfter = acknowledgeAfter;
    }

    /** The promise for a feedback whose kind is sure from this moment on. */
    public Promise sure(CouncilProfile council, Kind kind, Instant receivedAt, Instant sureAt) {
        // by when it is acknowledged does not depend on when it is acknowledged
        Promise byDay = deadlines.sure(council, kind, receivedAt, sureAt);
        return deadlines.sure(
                council, kind, receivedAt, times.acknowledgement(council, byDay, sureAt.plus(acknowledgeAfter)));
    }

    /**
     * The promise for a stage after the first, whose request, or beginning without one, is taken in at this moment and confirmed as
     * soon as the window allows.
     */
    public Promise nextStage(CouncilProfile council, Instant requestedAt, Instant takenInAt) {
        return deadlines.nextStage(council, requestedAt, times.notice(council, takenInAt));
    }

    /** The promise while the kind is not sure. @see Deadlines#unsure */
    public Promise unsure(CouncilProfile council, Kind likely, Instant receivedAt) {
        return deadlines.unsure(council, likely, receivedAt);
    }
}
