package org.feedbackhub.scanning;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.feedbackhub.arrival.FeedbackRecords;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Feedback;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Scan;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.publishing.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one place that decides how an attachment stands: asks the scanner, and writes its word together with the event that
 * tells the case systems. What the scanner cannot say stays as it is and is asked again.
 */
final class ScanDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ScanDesk.class);

    private final ClamDaemon daemon;
    private final FeedbackRecords records;
    private final RawStore rawStore;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final MeterRegistry registry;

    ScanDesk(
            ClamDaemon daemon,
            FeedbackRecords records,
            RawStore rawStore,
            Outbox outbox,
            TransactionTemplate transaction,
            MeterRegistry registry) {
        this.daemon = daemon;
        this.records = records;
        this.rawStore = rawStore;
        this.outbox = outbox;
        this.transaction = transaction;
        this.registry = registry;
    }

    /**
     * Scans what waits of a feedback's attachments.
     *
     * @throws TransientFault if some still wait: the scanner is away or failed on them; what it said of others is kept
     */
    void scan(Reference reference) {
        List<Attachment> open = records.attachments(reference).stream()
                .filter(attachment -> attachment.scan().open())
                .toList();
        Map<Integer, Scan> said = new LinkedHashMap<>();
        try {
            for (Attachment attachment : open) {
                scan(reference, attachment).ifPresent(scan -> said.put(attachment.id(), scan));
            }
        } catch (IOException e) {
            LOG.warn(
                    "event=scan-waits reference={} cause={}",
                    reference,
                    e.getClass().getSimpleName());
        }
        if (!said.isEmpty()) {
            settle(reference, said);
        }
        if (said.size() < open.size()) {
            throw new TransientFault("the scanner did not say of each file how it is");
        }
    }

    /** Nothing if the daemon does not know. */
    private Optional<Scan> scan(Reference reference, Attachment attachment) throws IOException {
        try (InputStream file = rawStore.open(attachment.sha256())) {
            Verdict verdict = daemon.scan(file);
            if (verdict instanceof Verdict.Settled settled) {
                LOG.info(
                        "event=scanned reference={} attachment={} scan={} reason=\"{}\"",
                        reference,
                        attachment.id(),
                        settled.scan().id(),
                        settled.detail());
                count(settled.scan().id());
                return Optional.of(settled.scan());
            }
            LOG.warn(
                    "event=scan-failed reference={} attachment={} reason=\"{}\"",
                    reference,
                    attachment.id(),
                    ((Verdict.Undecided) verdict).detail());
            count("failed");
            return Optional.empty();
        }
    }

    /** A file that is not among the feedback's own, having come with what joined it later, changes no event. */
    private void settle(Reference reference, Map<Integer, Scan> said) {
        transaction.executeWithoutResult(status -> records.findLocked(reference).ifPresent(current -> {
            records.recordScans(reference, said);
            List<Attachment> before = current.submission().attachments();
            List<Attachment> after = before.stream()
                    .map(attachment -> attachment.withScan(said.getOrDefault(attachment.id(), attachment.scan())))
                    .toList();
            if (!after.equals(before)) {
                Feedback settled = current.withAttachments(after);
                records.recordState(settled);
                outbox.updated(settled);
            }
        }));
    }

    private void count(String result) {
        registry.counter("hub.scans", "result", result).increment();
    }
}
