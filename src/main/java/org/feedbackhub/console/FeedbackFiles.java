package org.feedbackhub.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the links on events lead to: the message as it came, and its attachments, as downloads that open nothing. */
@Controller
class FeedbackFiles {

    private static final Logger LOG = LoggerFactory.getLogger(FeedbackFiles.class);

    private final FeedbackRecords records;
    private final RawStore rawStore;

    FeedbackFiles(FeedbackRecords records, RawStore rawStore) {
        this.records = records;
        this.rawStore = rawStore;
    }

    /** The message holds its attachments, so it is kept back as long as one of them is. */
    @GetMapping("/console/feedback/{reference}/original")
    Object original(@PathVariable String reference, Authentication person) throws IOException {
        Optional<Feedback> feedback = readable(reference, person);
        return feedback.isEmpty()
                ? ResponseEntity.notFound().build()
                : released(
                        feedback.get(),
                        feedback.get().submission().attachments(),
                        feedback.get().originalSha256(),
                        feedback.get().reference() + ".eml",
                        person);
    }

    @GetMapping("/console/feedback/{reference}/attachments/{id}")
    Object attachment(@PathVariable String reference, @PathVariable int id, Authentication person) throws IOException {
        Optional<Feedback> feedback = readable(reference, person);
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

    /** Nothing for those who may not, as for what is not there: the answer must not tell whether a reference exists. */
    private Optional<Feedback> readable(String reference, Authentication person) {
        return Reference.parse(reference).flatMap(records::find).filter(feedback -> mayRead(feedback, person));
    }

    private static boolean mayRead(Feedback feedback, Authentication person) {
        return feedback.classification().flags().contains(Flag.SAFEGUARDING)
                ? Permissions.has(person, feedback.submission().council(), Role.SAFEGUARDING)
                : Permissions.has(
                        person, feedback.submission().council(), Role.OPERATOR, Role.REVIEWER, Role.DATA_PROTECTION);
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
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new InputStreamResource(rawStore.open(sha256)));
    }
}
