package org.feedbackhub.console;

import java.util.Collection;
import org.feedbackhub.arrival.WaitingArrival.Group;
import org.feedbackhub.arrival.WaitingArrivals;
import org.feedbackhub.feedback.CouncilId;

/**
 * How many wait for people, by why they wait.
 *
 * @param quarantined could not be handled
 * @param spam were marked by the mail gateway
 * @param attention are dealt with and should be seen
 */
record QuarantineCounts(long quarantined, long spam, long attention) {

    static QuarantineCounts of(WaitingArrivals arrivals, Collection<CouncilId> councils) {
        return new QuarantineCounts(
                arrivals.count(Group.QUARANTINED, councils),
                arrivals.count(Group.SPAM, councils),
                arrivals.count(Group.ATTENTION, councils));
    }
}
