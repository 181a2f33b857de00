package org.feedbackhub.arrival;

import org.feedbackhub.feedback.CouncilId;

/** Told inside the recording transaction of what mail servers report about mails that the hub has sent. */
public interface DeliveryReports {

    /** Marks what the report is about. @return whether it is about a mail that the hub has sent for this council */
    boolean match(CouncilId council, DeliveryReport report);
}
