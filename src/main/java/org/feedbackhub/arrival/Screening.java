package org.feedbackhub.arrival;

import org.feedbackhub.feedback.Scan;
import org.feedbackhub.feedback.Submission;

/**
 * Whether files are scanned for viruses before anybody may have them: settled by configuration, the same for all channels,
 * which need not know of it.
 *
 * @param configured whether there is a scanner
 */
public record Screening(boolean configured) {

    /** The submission as it is recorded: each attachment waits for the scanner if there is one. */
    Submission of(Submission submission) {
        return configured
                ? submission.with(submission.attachments().stream()
                        .map(attachment -> attachment.withScan(Scan.PENDING))
                        .toList())
                : submission;
    }
}
