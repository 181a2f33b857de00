package org.feedbackhub.console;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Submission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the links on events lead to: the message as it came, and its attachments, as downloads that open nothing. */
@Controller
class FeedbackFiles {

    private static final Logger LOG = LoggerFactory.getLogger(FeedbackFiles.class);

    private final ReadableFeedback readable;
    private final FeedbackRecords records;
    private final RawStore rawStore;

    FeedbackFiles(ReadableFeedback readable, FeedbackRecords records, RawStore rawStore) {
        this.readable = readable;
        this.records = records;
        this.rawStore = rawStore;
    }

    /** The message holds its attachments, so it is kept back as long as one of them is. */
    @GetMapping("/console/feedback/{reference}/original")
    Object original(@PathVariable String reference, Authentication person) throws IOException {
        Optional<Feedback> feedback = readable.find(reference, person);
        return feedback.isEmpty()
                ? ResponseEntity.notFound().build()
                : released(
                        feedback.get(),
                        feedback.get().submission().attachments(),
                        feedback.get().originalSha256(),
                        name(feedback.get().reference().value(), feedback.get().submission()),
                        person);
    }

    /** A letter is the one file that came with it. */
    private static String name(String stem, Submission submission) {
        String ending = submission.channel() == Channel.LETTER
                        && !submission.attachments().isEmpty()
                ? submission.attachments().get(0).name().replaceFirst(".*\\.", ".")
                : ".eml";
        return stem + ending;
    }

    @GetMapping("/console/feedback/{reference}/attachments/{id}")
    Object attachment(@PathVariable String reference, @PathVariable int id, Authentication person) throws IOException {
        Optional<Feedback> feedback = readable.find(reference, person);
        Optional<Attachment> attachment = feedback.flatMap(found -> records.attachments(found.reference()).stream()
                .filter(one -> one.id() == id)
                .findFirst());
        return attachment.isEmpty()
                ? ResponseEntity.notFound().build()
                : released(
                        feedback.orElseThrow(),
                        List.of(attachment.get()),
                        attachment.get().sha256(),
                        attachment.get().name(),
                        person);
    }

    /** A message that joined the feedback, kept back as long as one of its own files is. */
    @GetMapping("/console/feedback/{reference}/follow-ups/{id}/original")
    Object followUp(@PathVariable String reference, @PathVariable UUID id, Authentication person) throws IOException {
        Optional<Feedback> feedback = readable.find(reference, person);
        Optional<FeedbackRecords.Joined> joined =
                feedback.flatMap(found -> records.followUps(found.reference()).stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst());
        return joined.isEmpty()
                ? ResponseEntity.notFound().build()
                : released(
                        feedback.orElseThrow(),
                        records.attachments(feedback.get().reference(), id),
                        joined.get().originalSha256(),
                        feedback.get().reference() + "-" + id + ".eml",
                        person);
    }

    /** The download, or the page that says why there is none. No role stands above the virus scan. */
    private Object released(
            Feedback feedback, List<Attachment> holds, String sha256, String name, Authentication person)
            throws IOException {
        Optional<KeptBack> keptBack = KeptBack.because(holds);
        if (keptBack.isEmpty()) {
            return download(feedback, sha256, name, person);
        }
        LOG.info(
                "event=file-kept-back reference={} by={} scan={}",
                feedback.reference(),
                person.getName(),
                keptBack.get().scan().id());
        return keptBack.get().page(person.getName(), feedback.reference());
    }

    private ResponseEntity<InputStreamResource> download(
            Feedback feedback, String sha256, String name, Authentication person) throws IOException {
        LOG.info("event=file-downloaded reference={} by={}", feedback.reference(), person.getName());
        return Download.of(rawStore.open(sha256), name);
    }
}
