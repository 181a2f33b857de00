package org.feedbackhub.arrival;

import java.util.Set;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.EmailAddress;

/** Knows with whom contact is restricted (P13), so that what they send is marked when it is recorded; nothing is dropped for it. */
public interface ContactRestrictions {

    /** Somebody who writes to a council. */
    record Writer(CouncilId council, EmailAddress address) {}

    /**
     * Those of the writers with whom contact is restricted today.
     *
     * @param writers of a whole group of arrivals, for which it is asked once; not empty
     */
    Set<Writer> restricted(Set<Writer> writers);
}
