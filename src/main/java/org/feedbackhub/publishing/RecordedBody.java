package org.feedbackhub.publishing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Classification;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.feedbackhub.feedback.Reason;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Scan;
import org.feedbackhub.feedback.ServiceArea;
import org.feedbackhub.feedback.Submission;
import org.jspecify.annotations.Nullable;

/** The body of {@code org.feedbackhub.feedback.recorded.v1}, as {@code config/contracts} describes it. */
record RecordedBody(
        Reference reference,
        CouncilId council,
        Channel channel,
        Kind kind,
        List<Kind> kinds,
        @Nullable ServiceArea serviceArea,
        Collection<Flag> flags,
        double confidence,
        List<Reason> reasons,
        boolean forReview,
        Instant receivedAt,
        LocalDate acknowledgeBy,
        @Nullable LocalDate respondBy,
        int stage,
        Contact contact,
        @JsonProperty("contactable") boolean contactable,
        boolean contactRestricted,
        @Nullable String takenBy,
        String subject,
        String text,
        @Nullable String language,
        Map<String, String> details,
        List<LinkedFile> attachments,
        Original original) {

    /** An attachment and where those who may can fetch it. */
    record LinkedFile(int id, String name, String mediaType, long size, String sha256, Scan scan, String href) {}

    /** The message as it came, and where those who may can fetch it. */
    record Original(String href, String sha256) {}

    static RecordedBody of(Feedback feedback, URI publicUrl) {
        Submission submission = feedback.submission();
        Classification classification = feedback.classification();
        String pages = publicUrl + "/console/feedback/" + feedback.reference();
        return new RecordedBody(
                feedback.reference(),
                submission.council(),
                submission.channel(),
                classification.kind(),
                classification.kinds(),
                classification.serviceArea(),
                classification.flags().stream().sorted().toList(),
                classification.confidence(),
                classification.reasons(),
                classification.forReview(),
                feedback.receivedAt(),
                feedback.promise().acknowledgeBy(),
                feedback.promise().respondBy(),
                feedback.stage(),
                submission.contact(),
                submission.contact().contactable(),
                feedback.contactRestricted(),
                submission.takenBy(),
                submission.subject(),
                submission.text(),
                submission.language(),
                submission.details(),
                submission.attachments().stream()
                        .map(attachment -> linked(attachment, pages))
                        .toList(),
                new Original(pages + "/original", feedback.originalSha256()));
    }

    private static LinkedFile linked(Attachment attachment, String pages) {
        return new LinkedFile(
                attachment.id(),
                attachment.name(),
                attachment.mediaType(),
                attachment.size(),
                attachment.sha256(),
                attachment.scan(),
                pages + "/attachments/" + attachment.id());
    }
}
