package org.feedbackhub.arrival;

import java.util.List;
import org.feedbackhub.feedback.CouncilId;

/** Told inside the recording transaction of what mail servers report about mails that the hub has sent. */
public interface DeliveryReports {

    /** The mails that the report is about. Nothing is locked or marked. @return empty if the hub has sent none of them for this council */
    List<ReportedMail> about(CouncilId council, DeliveryReport report);

    /** Marks mails of which it was reported that they have failed for good; the transaction has locked their feedback. */
    void failed(List<ReportedMail> mails);
}
