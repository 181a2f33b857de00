package org.feedbackhub.arrival;

import java.util.List;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.FeedbackRecorded;
import org.feedbackhub.feedback.FollowUp;
import org.feedbackhub.feedback.FollowUpRecorded;

/** All who are told inside the recording transaction. */
record Listeners(
        List<FeedbackRecorded> ofFeedback,
        List<FollowUpRecorded> ofFollowUps,
        List<TooLargeRecorded> ofTooLarge,
        List<DeliveryReports> ofReports) {

    void recorded(List<Feedback> feedback) {
        ofFeedback.forEach(one -> one.recorded(feedback));
    }

    void joined(FollowUp followUp) {
        ofFollowUps.forEach(one -> one.joined(followUp));
    }

    /** The mails of ours that the report is about. */
    List<ReportedMail> about(CouncilId council, DeliveryReport report) {
        return ofReports.stream()
                .flatMap(one -> one.about(council, report).stream())
                .toList();
    }

    void failed(List<ReportedMail> mails) {
        ofReports.forEach(one -> one.failed(mails));
    }

    void tooLarge(Finding.TooLarge finding) {
        ofTooLarge.forEach(one -> one.tooLarge(finding));
    }
}
