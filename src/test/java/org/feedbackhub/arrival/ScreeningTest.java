package org.feedbackhub.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Scan;
import org.feedbackhub.feedback.Submission;
import org.junit.jupiter.api.Test;

class ScreeningTest {

    private final Submission submission = Submission.ofText(
                    new CouncilId("west-lindsey"), Channel.EMAIL, "See the photo.")
            .with(List.of(new Attachment(1, "photo.jpg", "image/jpeg", 1, "0".repeat(64), Scan.NOT_SCANNED)));

    @Test
    void with_a_scanner_each_attachment_waits_for_it() {
        assertThat(new Screening(true).of(submission).attachments())
                .extracting(Attachment::scan)
                .containsExactly(Scan.PENDING);
    }

    @Test
    void without_a_scanner_the_submission_stays_as_it_is() {
        assertThat(new Screening(false).of(submission)).isEqualTo(submission);
    }
}
