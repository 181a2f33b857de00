package org.feedbackhub.feedback;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;

/**
 * That somebody has settled what a feedback is, or where it belongs.
 *
 * @param before how it stood
 * @param now how it stands
 * @param source whether it was settled here or by a case system
 * @param by a person's sign-in name, or which case system
 * @param at when it was decided
 */
public record Settlement(Feedback before, Feedback now, Source source, String by, Instant at) {

    /** Where it was decided. */
    public enum Source {
        /** At the hub's own page, by a person. */
        REVIEW("review"),
        /** By a case system, which told of it by an event. */
        CASE_SYSTEM("case-system");

        private final String id;

        Source(String id) {
            this.id = id;
        }

        /** The name in the database and on pages. */
        @JsonValue
        public String id() {
            return id;
        }
    }

    /** Whether it may tell of harm from now on and did not before (P11). */
    public boolean marksHarm() {
        return now.mayTellOfHarm() && !before.mayTellOfHarm();
    }
}
